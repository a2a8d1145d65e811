package dev.tallystick.audit.detector;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What is known of each of those who are watched. Of too many, those that were not seen for the
 * longest time are forgotten. Not thread-safe.
 */
final class KeyedState<V> {
  private final Map<String, V> byKey = new LinkedHashMap<>(16, 0.75f, true);
  private final int most;
  private final Supplier<V> fresh;

  /** Keeps as many as {@code most}. */
  KeyedState(int most, Supplier<V> fresh) {
    this.most = most;
    this.fresh = fresh;
  }

  /** What is known of one of them; begins with nothing. */
  V get(String key) {
    V known = byKey.computeIfAbsent(key, unused -> fresh.get());
    if (byKey.size() > most) {
      Iterator<String> eldest = byKey.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
    return known;
  }

  Collection<Map.Entry<String, V>> all() {
    return byKey.entrySet();
  }

  /** Forgets those of whom nothing is left to know. */
  void forgetIf(Predicate<V> isOver) {
    byKey.values().removeIf(isOver);
  }

  int size() {
    return byKey.size();
  }
}
