package dev.tallystick.vault.release;

import jakarta.inject.Singleton;
import java.util.Optional;

/** Releases on their way to recipients of a person's records, for who takes the records away. */
@Singleton
public final class InFlightReleases {
  private final SealedReleaseRepository releases;
  private final ReleasedRecords released;

  InFlightReleases(SealedReleaseRepository releases, ReleasedRecords released) {
    this.releases = releases;
    this.released = released;
  }

  /**
   * Deletes payloads that wait to be fetched again; no retry gets them any more.
   *
   * @param source only what this party has deposited; everything when empty
   */
  public void stop(String subject, Optional<String> source) {
    releases.empty(subject, source);
  }

  /** Forgets which records have gone to whom. */
  public void forget(String subject, Optional<String> source) {
    released.forget(subject, source);
  }

  /** Whether the log may still take, or have taken, a release whose outcome is not known here. */
  public boolean isOpen(String subject, Optional<String> source) {
    return releases.isOpen(subject, source);
  }
}
