package dev.tallystick.vault.correction;

/** A correction that was made. */
record CorrectedJson(String record, int version, String event, int told) {
  static CorrectedJson of(CorrectRecord.Made made) {
    return new CorrectedJson(made.record(), made.version(), made.event(), made.told());
  }
}
