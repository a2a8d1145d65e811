package dev.tallystick.audit.detector;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Counts by the hour what a party asks for at night: too much is more than the threshold and more
 * than the given part of all that it has asked for within the window. Whoever lends around the
 * clock asks at night too.
 */
final class NightMeasure implements DetectorMeasure {
  private static final long HOUR = TimeUnit.HOURS.toMillis(1);

  private final WindowMeasure.Limits limits;
  private final long percent;
  private final Night night;
  private final KeyedState<Hours> parties;

  /**
   * When night is. It may go past midnight.
   *
   * @param from its first hour, of the clock of the zone
   * @param until the hour that it ends with, which is day
   */
  record Night(ZoneId zone, int from, int until) {
    boolean isAt(long hour) {
      int ofDay = Instant.ofEpochMilli(hour * HOUR).atZone(zone).getHour();
      return from < until ? ofDay >= from && ofDay < until : ofDay >= from || ofDay < until;
    }
  }

  /** What a party has asked for, by the hour. */
  private static final class Hours {
    private final BucketCounts queries = new BucketCounts();
    private final RecentEvents atNight = new RecentEvents();
  }

  NightMeasure(WindowMeasure.Limits limits, long percent, Night night) {
    this.limits = limits;
    this.percent = percent;
    this.night = night;
    this.parties = new KeyedState<>(limits.keep(), Hours::new);
  }

  @Override
  public long memoryMillis() {
    return limits.windowMillis() + HOUR;
  }

  @Override
  public Optional<Detection> take(Sighting seen) {
    if (!seen.isQuery() || seen.party().isEmpty()) {
      return Optional.empty();
    }
    String party = seen.party().get();
    Hours hours = parties.get(party);
    long hour = seen.atMillis() / HOUR;
    hours.queries.add(hour, seen.times());
    if (!night.isAt(hour)) {
      return Optional.empty();
    }
    hours.atNight.add(seen.event());
    long from = first(seen.atMillis());
    long atNight = hours.queries.sum(from, hour + 1, night::isAt);
    boolean isTooMuch =
        atNight > limits.threshold() && atNight * 100 > percent * hours.queries.sum(from, hour + 1);
    return isTooMuch
        ? Optional.of(
            new Detection(
                party,
                Optional.of(party),
                Optional.empty(),
                new Detection.Numbers(from * HOUR, seen.atMillis(), atNight, limits.threshold()),
                hours.atNight.list()))
        : Optional.empty();
  }

  @Override
  public List<Detection> evaluate(long nowMillis) {
    parties.forgetIf(
        hours -> {
          hours.queries.forgetBefore(first(nowMillis));
          return hours.queries.isEmpty();
        });
    return List.of();
  }

  /** The first hour of the window that ends with this one. */
  private long first(long millis) {
    return millis / HOUR + 1 - Math.max(1, limits.windowMillis() / HOUR);
  }
}
