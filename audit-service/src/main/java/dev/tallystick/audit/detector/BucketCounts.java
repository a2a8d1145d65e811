package dev.tallystick.audit.detector;

import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/** How often something was done in each hour or day, by the number of the hour or day. */
final class BucketCounts {
  private final NavigableMap<Long, Long> counts = new TreeMap<>();

  void add(long bucket, long times) {
    counts.merge(bucket, times, Long::sum);
  }

  /** How often from one bucket up to another, which is not counted. */
  long sum(long from, long to) {
    return sum(from, to, bucket -> true);
  }

  /** The same of those buckets alone that are asked for. */
  long sum(long from, long to, LongPredicate isCounted) {
    return counts.subMap(from, true, to, false).entrySet().stream()
        .filter(bucket -> isCounted.test(bucket.getKey()))
        .mapToLong(bucket -> bucket.getValue())
        .sum();
  }

  void forgetBefore(long bucket) {
    counts.headMap(bucket, false).clear();
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }
}
