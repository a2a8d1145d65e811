package dev.tallystick.keys;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A curve on which payloads are sealed to recipients. */
enum SealingCurve {
  /** RFC 7748, RFC 8037: what new keys are on. */
  X25519("OKP", "X25519"),
  /** What keys of other implementations may be on, and those of earlier releases are. */
  P_256("EC", "P-256");

  private final String kty;
  private final String crv;

  SealingCurve(String kty, String crv) {
    this.kty = kty;
    this.crv = crv;
  }

  /** The curve that a JWK claims to be on, by its kind; the JWK is yet to be checked. */
  static SealingCurve claimedBy(@Nullable Object kty) {
    return X25519.kty.equals(kty) ? X25519 : P_256;
  }

  String kty() {
    return kty;
  }

  String crv() {
    return crv;
  }

  /** The members of a JWK that are the point. */
  Set<String> numbers() {
    return this == X25519 ? Set.of("x") : Set.of("x", "y");
  }
}
