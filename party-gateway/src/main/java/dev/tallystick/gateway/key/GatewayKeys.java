package dev.tallystick.gateway.key;

import dev.tallystick.gateway.setting.GatewaySettings;
import dev.tallystick.keys.DataKey;
import dev.tallystick.keys.DecryptionKey;
import dev.tallystick.keys.DecryptionKeys;
import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.Kms;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.PartyKeys;
import dev.tallystick.keys.SealBrokenException;
import dev.tallystick.keys.SealedValue;
import dev.tallystick.keys.SealingContext;
import dev.tallystick.keys.UnknownKeyException;
import dev.tallystick.keys.WrappedDataKey;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The party's keys: drawn here at the first start, sealed in the database under a key of the Kms,
 * opened in memory as long as the process lives. Nothing hands them out. Thread-safe.
 */
@Singleton
public final class GatewayKeys {
  private static final KeyName KEK = new KeyName("gateway-keys");
  private static final int BEFORE_THE_WORK = 1_000;

  private final GatewayKeyRepository repository;
  private final Kms kms;
  private final String party;
  private final Clock clock;
  private volatile List<KeptPair> pairs = List.of();

  GatewayKeys(GatewayKeyRepository repository, Kms kms, GatewaySettings settings, Clock clock) {
    this.repository = repository;
    this.kms = kms;
    this.party = settings.party();
    this.clock = clock;
  }

  /**
   * A pair and whether the suite knows it.
   *
   * @param registeredAt since when; empty before it is enrolled
   */
  public record KeptPair(
      PartyKeys keys, Optional<Instant> registeredAt, Optional<Instant> validTo) {
    /** The id of the signing key, under which the pair is stored. */
    public String id() {
      return keys.publicKeys().verificationKey().keyId();
    }

    @Override
    public String toString() {
      return "KeptPair[redacted]";
    }
  }

  void onStart(@Observes @Priority(BEFORE_THE_WORK) StartupEvent start) {
    try {
      kms.currentKek(KEK);
    } catch (UnknownKeyException first) {
      kms.createKek(KEK);
    }
    reload();
    if (pairs.isEmpty()) {
      PartyKeys drawn = PartyKeys.draw();
      repository.add(seal(drawn));
      reload();
    }
  }

  private void reload() {
    pairs = repository.newestFirst().stream().map(this::open).toList();
  }

  /** The pair in use: the newest that is registered, or the newest while none is. */
  public KeptPair current() {
    return pairs.stream()
        .filter(pair -> pair.registeredAt().isPresent())
        .findFirst()
        .orElseGet(() -> pairs.get(0));
  }

  /** All pairs, the newest first. */
  public List<KeptPair> all() {
    return pairs;
  }

  /** Opens what is sealed to any key that the party has or had here. */
  public DecryptionKeys decryption() {
    List<KeptPair> known = pairs;
    return keyId ->
        known.stream()
            .map(pair -> pair.keys().decryptionKey())
            .filter(key -> key.keyId().equals(keyId))
            .map(DecryptionKey.class::cast)
            .findFirst();
  }

  /** Notes that the suite knows this pair. */
  public void register(KeptPair pair, Instant validTo) {
    repository.register(pair.id(), clock.instant(), validTo);
    reload();
  }

  private GatewayKeyEntity seal(PartyKeys keys) {
    String id = keys.signingKey().verificationKey().keyId();
    SealingContext context = context(id);
    try (DataKey key = DataKey.draw()) {
      return new GatewayKeyEntity(
          id,
          clock.instant(),
          kms.wrap(KEK, key, context).toByteArray(),
          keys.seal(key, context).toByteArray());
    }
  }

  private KeptPair open(GatewayKeyEntity row) {
    SealingContext context = context(row.signingKey);
    try (DataKey key = kms.unwrap(WrappedDataKey.parse(row.wrappedKey), context)) {
      return new KeptPair(
          PartyKeys.open(SealedValue.copyOf(row.sealedKeys), key, context),
          Optional.ofNullable(row.registeredAt),
          Optional.ofNullable(row.validTo));
    } catch (MalformedKeyException | SealBrokenException e) {
      throw new IllegalStateException("a stored key of the party does not open", e);
    }
  }

  private SealingContext context(String keyId) {
    return SealingContext.of("gateway-key", party, keyId);
  }
}
