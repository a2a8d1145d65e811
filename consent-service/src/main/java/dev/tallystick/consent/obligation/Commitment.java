package dev.tallystick.consent.obligation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.tlog.Hash;
import java.util.Base64;

/**
 * What a party commits to before anybody opens: SHA-256 over a domain, the obligation, the party,
 * its status and a nonce, so that a hash can be shown by nobody else, for nothing else.
 */
final class Commitment {
  private static final byte[] DOMAIN = "tallystick/obligation/v1".getBytes(US_ASCII);
  private static final byte[] ZERO = {0};

  private Commitment() {}

  /** The hash in hex. */
  static String of(String obligation, String party, String status, String nonce) {
    return Hash.sha256(
            DOMAIN,
            ZERO,
            obligation.getBytes(US_ASCII),
            ZERO,
            party.getBytes(US_ASCII),
            ZERO,
            status.getBytes(US_ASCII),
            ZERO,
            Base64.getUrlDecoder().decode(nonce))
        .hex();
  }
}
