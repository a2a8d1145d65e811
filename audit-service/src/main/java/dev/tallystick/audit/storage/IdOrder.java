package dev.tallystick.audit.storage;

import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;

/**
 * The order in which PostgreSQL compares UUIDs: bytewise, unsigned ({@link UUID#compareTo} is
 * signed).
 */
final class IdOrder {
  private static final Comparator<UUID> BYTEWISE =
      (a, b) -> {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0
            ? high
            : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
      };

  private IdOrder() {}

  static UUID least(UUID[] ids) {
    return Arrays.stream(ids).min(BYTEWISE).orElseThrow();
  }

  static UUID greatest(UUID[] ids) {
    return Arrays.stream(ids).max(BYTEWISE).orElseThrow();
  }
}
