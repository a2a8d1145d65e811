package dev.tallystick.vault.leak;

/**
 * What is to be thought of a recipient. Integers, so that the document can be signed and hashed.
 */
record SuspicionJson(String recipient, int rows, int alone, long guiltPpm, long weight) {
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
