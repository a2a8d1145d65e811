package dev.tallystick.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.tlog.Hash;
import java.util.regex.Pattern;

/**
 * Which request this is: whose, where, under which key, with which body.
 *
 * @param scope hash over caller, route and key
 * @param request hash over the body
 */
public record RequestIdentity(Hash scope, Hash request) {
  private static final byte[] BETWEEN = {0};

  /** 8 to 128 visible ASCII characters. */
  private static final Pattern KEY = Pattern.compile("^[!-~]{8,128}$");

  /**
   * The identity of a request.
   *
   * @param client the OIDC client
   * @param speaker the party, person or account that the token speaks for
   * @param route method and path
   * @throws IdempotencyProblem.KeyInvalid if the key does not have the form of one
   */
  public static RequestIdentity of(
      String client, String speaker, String route, String key, byte[] body) {
    if (!KEY.matcher(key).matches()) {
      throw new IdempotencyProblem.KeyInvalid();
    }
    Hash scope =
        Hash.sha256(
            client.getBytes(UTF_8),
            BETWEEN,
            speaker.getBytes(UTF_8),
            BETWEEN,
            route.getBytes(UTF_8),
            BETWEEN,
            key.getBytes(UTF_8));
    return new RequestIdentity(scope, Hash.sha256(body));
  }
}
