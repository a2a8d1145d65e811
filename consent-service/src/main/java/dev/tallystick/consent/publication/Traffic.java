package dev.tallystick.consent.publication;

import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What has gone from one party to another, in numbers.
 *
 * @param releases how many releases there were
 * @param categories in how many of them each category was
 * @param purposes for what in how many of them
 */
record Traffic(
    long releases, NavigableMap<String, Long> categories, NavigableMap<String, Long> purposes) {
  /** Smaller numbers could point at somebody. */
  private static final long SMALL = 10;

  static final Traffic NONE = new Traffic(0, new TreeMap<>(), new TreeMap<>());

  Traffic {
    categories = Collections.unmodifiableNavigableMap(new TreeMap<>(categories));
    purposes = Collections.unmodifiableNavigableMap(new TreeMap<>(purposes));
  }

  Traffic plus(Collection<String> more, Optional<String> purpose) {
    NavigableMap<String, Long> counted = new TreeMap<>(categories);
    more.forEach(category -> counted.merge(category, 1L, Long::sum));
    NavigableMap<String, Long> served = new TreeMap<>(purposes);
    purpose.ifPresent(one -> served.merge(one, 1L, Long::sum));
    return new Traffic(releases + 1, counted, served);
  }

  /** So many more, of which nothing else is told. */
  Traffic plus(long more) {
    return new Traffic(releases + more, categories, purposes);
  }

  /** The traffic of both. */
  Traffic plus(Traffic other) {
    NavigableMap<String, Long> counted = new TreeMap<>(categories);
    other.categories.forEach((category, count) -> counted.merge(category, count, Long::sum));
    NavigableMap<String, Long> served = new TreeMap<>(purposes);
    other.purposes.forEach((purpose, count) -> served.merge(purpose, count, Long::sum));
    return new Traffic(releases + other.releases, counted, served);
  }

  /**
   * The number to be shown: in tens, so that nobody learns of one release by asking before and
   * after it; none below ten.
   */
  OptionalLong shown() {
    return releases < SMALL ? OptionalLong.empty() : OptionalLong.of(releases - releases % SMALL);
  }

  /** The categories that may be shown. */
  NavigableSet<String> shownCategories() {
    return often(categories);
  }

  /** The purposes that may be shown. */
  NavigableSet<String> shownPurposes() {
    return often(purposes);
  }

  private static NavigableSet<String> often(NavigableMap<String, Long> counts) {
    NavigableSet<String> often = new TreeSet<>();
    counts.forEach(
        (code, count) -> {
          if (count >= SMALL) {
            often.add(code);
          }
        });
    return often;
  }
}
