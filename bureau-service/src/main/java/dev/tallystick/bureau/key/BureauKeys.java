package dev.tallystick.bureau.key;

import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.keys.DecryptionKey;
import dev.tallystick.keys.DecryptionKeys;
import dev.tallystick.keys.PartyKeys;
import dev.tallystick.keys.Signer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys of each bureau: the newest that is registered signs, all of them open. Thread-safe.
 *
 * <p>Keys stay opened in memory as long as the process lives; another replica's are read when they
 * are met.
 */
@Singleton
public final class BureauKeys {
  private final BureauKeyRepository repository;
  private final SealedBureauKeys sealed;
  private final Clock clock;
  private final ConcurrentHashMap<BureauId, List<PartyKeys>> opened = new ConcurrentHashMap<>();

  BureauKeys(BureauKeyRepository repository, SealedBureauKeys sealed, Clock clock) {
    this.repository = repository;
    this.sealed = sealed;
    this.clock = clock;
  }

  /** Draws a new pair, which is stored before it is returned. */
  PartyKeys draw(BureauId bureau) {
    PartyKeys drawn = PartyKeys.draw();
    repository.add(bureau, sealed.seal(bureau, drawn, clock.instant()));
    reload(bureau);
    return drawn;
  }

  /**
   * The bureau's newest signing key among those registered.
   *
   * @param registered the ids of the bureau's keys that others know
   */
  public Optional<Signer> signer(BureauId bureau, Set<String> registered) {
    return find(bureau, registered).or(() -> find(reload(bureau), registered));
  }

  /** Opens what is sealed to any key that the bureau has or had. */
  public DecryptionKeys decryption(BureauId bureau) {
    return keyId -> opener(known(bureau), keyId).or(() -> opener(reload(bureau), keyId));
  }

  private Optional<Signer> find(BureauId bureau, Set<String> registered) {
    return find(known(bureau), registered);
  }

  private static Optional<Signer> find(List<PartyKeys> keys, Set<String> registered) {
    return keys.stream()
        .map(PartyKeys::signingKey)
        .filter(key -> registered.contains(key.verificationKey().keyId()))
        .map(Signer.class::cast)
        .findFirst();
  }

  private static Optional<DecryptionKey> opener(List<PartyKeys> keys, String keyId) {
    return keys.stream()
        .map(PartyKeys::decryptionKey)
        .filter(key -> key.keyId().equals(keyId))
        .findFirst();
  }

  private List<PartyKeys> known(BureauId bureau) {
    return opened.computeIfAbsent(bureau, this::load);
  }

  private List<PartyKeys> reload(BureauId bureau) {
    List<PartyKeys> loaded = load(bureau);
    opened.put(bureau, loaded);
    return loaded;
  }

  private List<PartyKeys> load(BureauId bureau) {
    return repository.newestFirst(bureau).stream().map(row -> sealed.open(bureau, row)).toList();
  }
}
