package dev.tallystick.tally.audit;

import dev.tallystick.tlog.Hash;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The releases seen so far: by the ids of their events, or by their places in the log if the
 * bodies, which hold the ids, are withheld.
 */
final class ReleaseBook {
  private final Map<String, KnownRelease> releases = new HashMap<>();
  private final Map<Long, Hash> withheld = new HashMap<>();
  private long passed;

  /** Takes in a release; other entries are passed over. */
  void see(AuditedEntry entry) {
    if (!entry.is("data.released")) {
      return;
    }
    Optional<KnownRelease> release = KnownRelease.of(entry);
    if (release.isPresent()) {
      releases.put(entry.body().orElseThrow().id().toString(), release.get());
    } else {
      withheld.put(entry.index(), entry.entry());
    }
  }

  /** An entry that is not shown at all may be a release. */
  void pass() {
    passed++;
  }

  /** How many entries may be releases that nobody knows here. */
  long passed() {
    return passed;
  }

  Optional<KnownRelease> find(String eventId) {
    return Optional.ofNullable(releases.get(eventId));
  }

  /** Whether this is the entry of a release whose body is withheld. */
  boolean isWithheld(long index, String entry) {
    Hash known = withheld.get(index);
    return known != null && known.hex().equals(entry);
  }

  /** How many releases have their body withheld. */
  long withheld() {
    return withheld.size();
  }

  /** How many releases are known by their bodies. */
  long size() {
    return releases.size();
  }
}
