package dev.tallystick.vault.keystore;

import dev.tallystick.tlog.Hash;
import java.util.List;

/**
 * What putting the backup back would do.
 *
 * @param digest of all files of the backup; two persons agree to exactly these
 * @param restored keys that would come back
 * @param kept keys that are there already, and stay as they are
 * @param shredded keys that were shredded, and stay so
 * @param problems why the backup is not whole, not the newest, or does not open; then nothing is
 *     restored
 */
record RestorePlan(Hash digest, long restored, long kept, long shredded, List<String> problems) {
  RestorePlan {
    problems = List.copyOf(problems);
  }
}
