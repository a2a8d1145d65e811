package dev.tallystick.vault.lineage;

import dev.tallystick.vault.release.ReleasedRecords;

/**
 * A release of a record.
 *
 * @param release its entry
 * @param version of the record that went
 */
record RecordReleaseJson(String release, String to, int version) {
  static RecordReleaseJson of(ReleasedRecords.Handed handed) {
    return new RecordReleaseJson(handed.release().toString(), handed.recipient(), handed.version());
  }
}
