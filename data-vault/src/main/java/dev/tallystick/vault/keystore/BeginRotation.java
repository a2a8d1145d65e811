package dev.tallystick.vault.keystore;

import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.Kms;
import dev.tallystick.vault.VaultConfig;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** Notes which wrapping keys are to be rotated, and why. */
@Singleton
final class BeginRotation {
  private final Kms kms;
  private final Shards shards;
  private final KeyRotationRepository rotations;
  private final VaultConfig.Keystore config;
  private final Clock clock;

  BeginRotation(
      Kms kms,
      Shards shards,
      KeyRotationRepository rotations,
      VaultConfig.Keystore config,
      Clock clock) {
    this.kms = kms;
    this.shards = shards;
    this.rotations = rotations;
    this.config = config;
    this.clock = clock;
  }

  /** Begins to rotate every shard in which keys were shredded, when enough time was collected. */
  void beginCollected() {
    beginShredded(clock.instant().minus(config.collectFor()));
  }

  /** Begins to rotate every shard in which keys were shredded before this time. */
  void beginShredded(Instant before) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              for (KeyRotationRepository.Shredded due : rotations.shreddedBefore(before)) {
                begin(
                    due.kek(), Rotation.Ground.SHREDDED, due.firstAt().plus(config.shredWithin()));
              }
            });
  }

  /** Begins to rotate every shard. */
  void beginAll() {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              for (KeyName kek : shards.all()) {
                begin(kek, Rotation.Ground.RENEWAL, clock.instant().plus(config.shredWithin()));
              }
            });
  }

  /** Makes shards smaller when they hold nearly as many people as they may. */
  void splitFull(int nearly) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              for (KeyName kek : shards.split(nearly)) {
                begin(kek, Rotation.Ground.SPLIT, clock.instant().plus(config.shredWithin()));
              }
            });
  }

  private void begin(KeyName kek, Rotation.Ground ground, Instant destroyBy) {
    rotations.begin(kms.currentKek(kek), ground, clock.instant(), destroyBy);
  }
}
