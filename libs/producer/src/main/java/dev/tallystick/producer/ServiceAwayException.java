package dev.tallystick.producer;

import org.jspecify.annotations.Nullable;

/** Another service gave no answer, or there was no token to ask it with. */
public final class ServiceAwayException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String service;

  ServiceAwayException(String service, String detail, @Nullable Throwable cause) {
    super(service + ": " + detail, cause);
    this.service = service;
  }

  /** The short name of the service that was called, such as {@code consent}. */
  public String service() {
    return service;
  }
}
