package dev.tallystick.producer;

import org.jspecify.annotations.Nullable;

/** The provider gave this service no access token. */
public final class TokenUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TokenUnavailableException(@Nullable Throwable cause) {
    super("the OIDC provider gave no token", cause);
  }
}
