package dev.tallystick.vault.correction;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A correction that was made. */
@Schema(name = "Corrected")
record CorrectedJson(
    String record,
    @Schema(description = "The new version; the ones before it are kept.") int version,
    @Schema(description = "The entry record.corrected.") String event,
    @Schema(description = "How many recipients of the record were told.") int told) {
  static CorrectedJson of(CorrectRecord.Made made) {
    return new CorrectedJson(made.record(), made.version(), made.event(), made.told());
  }
}
