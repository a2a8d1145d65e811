package dev.tallystick.audit.detector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The alarms that are not over: one of each case, raised when it is noticed first and over when
 * nothing was noticed for a window. Not thread-safe.
 */
final class OpenAlarms {
  private final Map<Case, Long> lastNoticed;

  /**
   * What an alarm is about.
   *
   * @param about tells it from other cases of the detector; names nobody in the clear
   */
  record Case(String detector, String about) {}

  /** Those that were open, with the time in milliseconds when each was noticed last. */
  OpenAlarms(Map<Case, Long> lastNoticed) {
    this.lastNoticed = new HashMap<>(lastNoticed);
  }

  /** Takes in that something was noticed, and says whether an alarm is to be raised for it. */
  boolean raises(Case noticed, long atMillis) {
    boolean isOpen = lastNoticed.containsKey(noticed);
    lastNoticed.merge(noticed, atMillis, Math::max);
    return !isOpen;
  }

  /** When a case was noticed last. */
  long lastNoticed(Case open) {
    return lastNoticed.getOrDefault(open, 0L);
  }

  /**
   * Ends those of which nothing was noticed for a window, and returns them.
   *
   * @param windowMillis the window of a detector
   */
  List<Case> takeQuiet(ToLongFunction<String> windowMillis, long nowMillis) {
    List<Case> quiet = new ArrayList<>();
    lastNoticed.forEach(
        (open, last) -> {
          if (nowMillis - last >= windowMillis.applyAsLong(open.detector())) {
            quiet.add(open);
          }
        });
    quiet.forEach(lastNoticed::remove);
    return quiet;
  }
}
