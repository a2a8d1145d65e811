package dev.tallystick.party;

import java.io.IOException;

/** Where the access tokens of a caller come from. Implementations are safe for threads. */
@FunctionalInterface
public interface AccessTokens {
  /** A token that is valid now. */
  String bearer() throws IOException, InterruptedException;

  /** Always this token, such as one given on a command line. */
  static AccessTokens of(String token) {
    return () -> token;
  }
}
