package dev.tallystick.audit.release;

import dev.tallystick.audit.index.WalkedRelease;
import dev.tallystick.events.EventId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a lineage begins.
 *
 * @param releases those that the reader may see, the newest first
 * @param earlier the index before which there are more of them, if they were too many
 * @param subject of what the log is told that somebody looked at
 * @param cause the correction that it begins from, if it does
 */
record LineageStart(
    List<WalkedRelease> releases, OptionalLong earlier, Subject subject, Optional<EventId> cause) {
  LineageStart {
    releases = List.copyOf(releases);
  }

  /** In whose list a look stands. */
  sealed interface Subject {
    /** One person's, all of it. */
    record Person(String token) implements Subject {
      @Override
      public String toString() {
        return "Person[redacted]";
      }
    }

    /** One entry's, and the person's whom it is about. */
    record Entry(EventId event, Optional<String> token) implements Subject {
      @Override
      public String toString() {
        return "Entry[" + event + "]";
      }
    }

    /** A party's, and that of each person who is shown. */
    record Party(String party) implements Subject {}

    /** That of each person who is shown. */
    record Shown() implements Subject {}
  }
}
