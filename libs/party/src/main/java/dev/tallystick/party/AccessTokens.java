package dev.tallystick.party;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** Where the access tokens of a caller come from. Implementations are safe for threads. */
@FunctionalInterface
public interface AccessTokens {
  /**
   * The headers that authorize one request: a token that is valid now and, where it is bound to a
   * key, a fresh proof. For each try of a request they are asked for anew.
   *
   * @param method the request's method, in capitals
   */
  Map<String, String> headers(String method, URI uri) throws IOException, InterruptedException;

  /** Always this token, which is bound to no key, such as a clerk's. */
  static AccessTokens of(String token) {
    return (method, uri) -> Map.of("Authorization", "Bearer " + token);
  }
}
