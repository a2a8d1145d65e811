package dev.tallystick.vault.leak;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who may have leaked rows. A likelihood, no proof. */
@Schema(name = "Trace")
record TraceJson(
    int rows,
    @Schema(description = "Rows about people whom the vault knows.") int known,
    @Schema(description = "Rows that are kept here and were released to somebody.") int matched,
    @Schema(description = "The most suspicious first.") List<SuspicionJson> recipients) {
  static TraceJson of(TraceLeak.Result result) {
    return new TraceJson(
        result.rows(),
        result.known(),
        result.matched(),
        result.ranking().stream().map(SuspicionJson::of).toList());
  }
}
