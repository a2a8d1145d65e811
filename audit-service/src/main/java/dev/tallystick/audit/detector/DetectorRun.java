package dev.tallystick.audit.detector;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * All detectors along the log, in its order. What it remembers follows from the entries alone, so a
 * run that is given those of the last {@link #memoryMillis()} again is the same run. Not
 * thread-safe.
 */
final class DetectorRun {
  private static final long HOUR = TimeUnit.HOURS.toMillis(1);

  private final List<Detector> detectors;
  private long lastHour = Long.MIN_VALUE;

  /** What a detector has noticed, and when. */
  record Noticed(Detector detector, Detection detection, long atMillis) {}

  DetectorRun(List<Detector> detectors) {
    this.detectors = List.copyOf(detectors);
  }

  /** How far back any of them remembers. */
  long memoryMillis() {
    return detectors.stream()
        .mapToLong(detector -> detector.measure().memoryMillis())
        .max()
        .orElse(0);
  }

  /** Takes in the next entry. */
  List<Noticed> take(Sighting seen) {
    List<Noticed> noticed = new ArrayList<>(advance(seen.atMillis()));
    for (Detector detector : detectors) {
      detector
          .measure()
          .take(seen)
          .ifPresent(found -> noticed.add(new Noticed(detector, found, seen.atMillis())));
    }
    return noticed;
  }

  /** Notices what only time can tell, once in an hour. */
  List<Noticed> advance(long nowMillis) {
    if (nowMillis / HOUR <= lastHour) {
      return List.of();
    }
    lastHour = nowMillis / HOUR;
    List<Noticed> noticed = new ArrayList<>();
    for (Detector detector : detectors) {
      for (Detection found : detector.measure().evaluate(nowMillis)) {
        noticed.add(new Noticed(detector, found, nowMillis));
      }
    }
    return noticed;
  }

  /** When nothing was noticed for as long, an alarm is over; 0 of a detector that is no more. */
  long windowMillis(String detector) {
    return detectors.stream()
        .filter(one -> one.name().equals(detector))
        .mapToLong(Detector::windowMillis)
        .findFirst()
        .orElse(0);
  }
}
