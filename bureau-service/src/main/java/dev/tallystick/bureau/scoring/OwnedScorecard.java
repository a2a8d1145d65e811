package dev.tallystick.bureau.scoring;

import java.util.Optional;

/**
 * A model, and whose it is.
 *
 * @param owner the platform that has filed it; nothing if it is the bureau's own, or ships
 */
public record OwnedScorecard(Scorecard card, Optional<String> owner) {
  /** A model that no platform has a share in. */
  public static OwnedScorecard of(Scorecard card) {
    return new OwnedScorecard(card, Optional.empty());
  }
}
