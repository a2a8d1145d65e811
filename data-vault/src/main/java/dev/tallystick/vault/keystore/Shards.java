package dev.tallystick.vault.keystore;

import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.Kms;
import dev.tallystick.keys.UnknownKeyException;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Spreads people over wrapping keys by the hash of their token, so that one wrapping key can be
 * destroyed without rewrapping the whole world.
 *
 * <p>A shard is named by the first hex digits of the hash; how many, the database says. When shards
 * get large there is one digit more, which makes sixteen of each, and rotation moves the keys over.
 * A process that has not heard of it yet still names the larger shard: its keys open all the same.
 */
@Singleton
final class Shards {
  /** The most people in a shard. */
  static final int MAX_PEOPLE = 100_000;

  private static final String PREFIX = "vault-subjects-";
  private static final int MAX_DIGITS = 4;

  /** How long a process goes on by the number of digits that it has read. */
  static final Duration KEPT = Duration.ofSeconds(10);

  private final Kms kms;
  private final ShardPlanRepository plans;
  private final Clock clock;
  private volatile Plan plan = new Plan(1, Instant.MIN);

  private record Plan(int digits, Instant until) {}

  Shards(Kms kms, ShardPlanRepository plans, Clock clock) {
    this.kms = kms;
    this.plans = plans;
    this.clock = clock;
  }

  /** The wrapping key of a person's shard; created when the shard gets its first. */
  KeyName kekOf(String subject) {
    KeyName name = nameFor(subject, digits());
    try {
      return kms.currentKek(name).name();
    } catch (UnknownKeyException first) {
      return kms.createKek(name).name();
    }
  }

  static KeyName nameFor(String subject, int digits) {
    String hash = Hash.sha256(subject.getBytes(StandardCharsets.US_ASCII)).hex();
    return new KeyName(PREFIX + hash.substring(0, digits));
  }

  /** The wrapping keys that are there, of whatever number of digits. */
  List<KeyName> all() {
    int digits = plans.digits();
    List<KeyName> names = new ArrayList<>();
    for (int length = 1; length <= digits; length++) {
      for (int shard = 0; shard < 1 << (4 * length); shard++) {
        KeyName name = new KeyName(PREFIX + ("%0" + length + "x").formatted(shard));
        if (!kms.keks(name).isEmpty()) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /**
   * Makes the shards smaller if one of them, which stands for all, is nearly full.
   *
   * @param nearly at how many people that is
   * @return the names of the shards that are left for smaller ones; none if there is room
   */
  List<KeyName> split(int nearly) {
    int digits = plans.digits();
    KeyName sample = new KeyName(PREFIX + "0".repeat(digits));
    if (digits == MAX_DIGITS || plans.people(sample) < nearly) {
      return List.of();
    }
    List<KeyName> left = all();
    plans.addDigit(digits);
    plan = new Plan(digits + 1, Instant.MIN);
    return left;
  }

  private int digits() {
    Plan known = plan;
    Instant now = clock.instant();
    if (!now.isBefore(known.until())) {
      known = new Plan(plans.digits(), now.plus(KEPT));
      plan = known;
    }
    return known.digits();
  }
}
