package dev.tallystick.vault.leak;

import java.util.List;

/** Who may have leaked rows. A likelihood, no proof. */
record TraceJson(int rows, int known, int matched, List<SuspicionJson> recipients) {
  static TraceJson of(TraceLeak.Result result) {
    return new TraceJson(
        result.rows(),
        result.known(),
        result.matched(),
        result.ranking().stream().map(SuspicionJson::of).toList());
  }
}
