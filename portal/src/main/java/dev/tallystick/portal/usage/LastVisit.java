package dev.tallystick.portal.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What of the list was seen, and when. Pages that are less than half an hour apart are one visit,
 * so what is new stays new while the reader looks around.
 *
 * @param before the newest entry of the visit before this one
 * @param since when that visit ended; the epoch if there was none
 * @param newest the newest entry of this visit
 * @param at when the list was last looked at
 */
record LastVisit(long before, Instant since, long newest, Instant at) {
  private static final Duration GAP = Duration.ofMinutes(30);
  private static final Pattern FORM =
      Pattern.compile("([0-9a-f]{8})\\.(\\d{1,18})\\.(\\d{1,12})\\.(\\d{1,18})\\.(\\d{1,12})");

  /** A first look: nothing is new. */
  static LastVisit first(long newest, Instant now) {
    return new LastVisit(newest, Instant.EPOCH, newest, now);
  }

  /** The same after another look at the list. */
  LastVisit look(long newestNow, Instant now) {
    long seen = Math.max(newest, newestNow);
    return now.isAfter(at.plus(GAP))
        ? new LastVisit(newest, at, seen, now)
        : new LastVisit(before, since, seen, now);
  }

  /** Whether there was a visit before this one. */
  boolean isAnother() {
    return since.isAfter(Instant.EPOCH);
  }

  /** As a cookie has it; {@code owner} says whose list it is, in eight characters. */
  String write(String owner) {
    return owner
        + "."
        + before
        + "."
        + since.getEpochSecond()
        + "."
        + newest
        + "."
        + at.getEpochSecond();
  }

  /** What a cookie says; nothing if it says nothing about this reader's list. */
  static Optional<LastVisit> read(@Nullable String cookie, String owner) {
    Matcher found = FORM.matcher(cookie == null ? "" : cookie);
    return found.matches() && found.group(1).equals(owner)
        ? Optional.of(
            new LastVisit(
                Long.parseLong(found.group(2)),
                Instant.ofEpochSecond(Long.parseLong(found.group(3))),
                Long.parseLong(found.group(4)),
                Instant.ofEpochSecond(Long.parseLong(found.group(5)))))
        : Optional.empty();
  }
}
