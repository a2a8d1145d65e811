package dev.tallystick.audit.parity;

import dev.tallystick.events.type.DataDenied;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.UUID;

/** When cases began and how long they took, as figures that are counted by month tell it. */
public final class CaseTimes {
  private static final int TWO_DIGITS = 100;
  private static final long PER_MILLE = 1_000;

  private CaseTimes() {}

  /** The month of a time in UTC, as 202612. */
  public static int month(long millis) {
    ZonedDateTime at = Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC);
    return at.getYear() * 100 + at.getMonthValue();
  }

  /**
   * When an inquiry was opened, in milliseconds: its id is a UUIDv7 that the bureau draws.
   *
   * @param inquiry the id with its prefix; empty is answered if it has no such id
   */
  public static OptionalLong opened(String inquiry) {
    try {
      UUID id = UUID.fromString(inquiry.substring(inquiry.indexOf('_') + 1));
      return OptionalLong.of(id.getMostSignificantBits() >>> 16);
    } catch (IllegalArgumentException e) {
      return OptionalLong.empty();
    }
  }

  /** To two digits, so that there are few values and a median is as good as it needs to be. */
  public static long rounded(long millis) {
    long unit = 1;
    while (millis / unit >= TWO_DIGITS) {
      unit *= 10;
    }
    return millis / unit * unit;
  }

  /** How many refusals an entry tells: the one that closes a series has those after the first. */
  public static long times(DataDenied.Partial denied) {
    return denied.repeats().orElse(1);
  }

  /**
   * The least value that so many of a thousand cases do not exceed; 500 is the median, the lower of
   * the two in the middle.
   *
   * @param cases how many there are of each value, one at least
   */
  public static long quantile(SortedMap<Long, Long> cases, int perMille) {
    long all = cases.values().stream().mapToLong(Long::longValue).sum();
    long before = (all * perMille + PER_MILLE - 1) / PER_MILLE;
    for (Map.Entry<Long, Long> value : cases.entrySet()) {
      before -= value.getValue();
      if (before <= 0) {
        return value.getKey();
      }
    }
    throw new IllegalArgumentException("no values");
  }
}
