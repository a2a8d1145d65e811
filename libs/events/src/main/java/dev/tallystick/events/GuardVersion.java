package dev.tallystick.events;

import dev.tallystick.events.json.JsonInteger;

/**
 * A guard and the version of it that an event rests on; version 0 is that of a guard never
 * advanced.
 */
public record GuardVersion(String key, long version) {
  /** Refuses keys that are not of the form, and versions that no counter reaches. */
  public GuardVersion {
    if (!GuardKey.isValid(key)) {
      throw new IllegalArgumentException("not a guard key");
    }
    if (version < 0 || version > JsonInteger.MAX) {
      throw new IllegalArgumentException("a guard's version is from 0 to 2^53-1");
    }
  }
}
