package dev.tallystick.audit.detector;

import java.util.List;
import java.util.Optional;

/**
 * What a detector counts. It depends on what it is given alone: the same entries, in the order of
 * the log, give the same. Not thread-safe.
 */
interface DetectorMeasure {
  /** How far back it remembers: after a restart it is given the entries of that time again. */
  long memoryMillis();

  /** Takes in the next entry, and says so as long as there is too much. */
  Optional<Detection> take(Sighting seen);

  /** Looks at what only time can tell, and forgets what is too old; about once an hour. */
  List<Detection> evaluate(long nowMillis);
}
