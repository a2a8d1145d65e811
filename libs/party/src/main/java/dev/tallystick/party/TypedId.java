package dev.tallystick.party;

import dev.tallystick.events.EventId;
import java.util.random.RandomGenerator;

/** Ids with a prefix that tells what they name, such as {@code inq_} and a UUIDv7. */
public final class TypedId {
  private TypedId() {}

  /**
   * A new id.
   *
   * @param prefix without its underscore
   */
  public static String draw(String prefix, long millis, RandomGenerator random) {
    return prefix + "_" + EventId.draw(millis, random);
  }
}
