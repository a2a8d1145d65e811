package dev.tallystick.vault.leak;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is to be thought of a recipient. Integers, so that the document can be signed and hashed.
 */
@Schema(name = "Suspicion")
record SuspicionJson(
    String recipient,
    @Schema(description = "Leaked rows that it was given.") int rows,
    @Schema(description = "Of these, rows that nobody else was given.") int alone,
    @Schema(description = "The probability that it has leaked any, in millionths.") long guiltPpm,
    @Schema(
            description =
                "A thousand times the negative logarithm of its innocence: what the order is by,"
                    + " since guilt rounds to 1.")
        long weight) {
  static SuspicionJson of(GuiltModel.Suspicion suspicion) {
    return new SuspicionJson(
        suspicion.recipient(),
        suspicion.rows(),
        suspicion.alone(),
        Math.round(suspicion.guilt() * 1_000_000),
        // With p = 0, one row of one's own leaves no innocence at all.
        Math.round(Math.min(-suspicion.logInnocence() * 1_000, 1e15)));
  }
}
