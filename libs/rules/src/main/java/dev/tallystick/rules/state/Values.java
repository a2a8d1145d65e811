package dev.tallystick.rules.state;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/** Turns what a view of an event's data gives into what the state keeps. */
final class Values {
  private Values() {}

  static SortedSet<String> sorted(List<String> texts) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(texts));
  }

  /** Milliseconds since 1970. */
  static long millis(Optional<Instant> instant, long absent) {
    return instant.isPresent() ? instant.get().toEpochMilli() : absent;
  }

  static OptionalLong millis(Optional<Instant> instant) {
    return instant.isPresent()
        ? OptionalLong.of(instant.get().toEpochMilli())
        : OptionalLong.empty();
  }
}
