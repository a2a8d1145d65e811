package dev.tallystick.vault.keystore;

import dev.tallystick.keys.DataKey;
import dev.tallystick.keys.SealBrokenException;
import dev.tallystick.vault.keystore.DataKeyRepository.Versioned;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The data keys that one transaction works with: unwrapped when first needed, overwritten by {@link
 * #close}. Nobody gets a key, only what it seals and opens. For one thread.
 */
public final class OpenKeys implements AutoCloseable {
  /** The order in which rows are added, the same for all, or two transactions could deadlock. */
  private static final Comparator<KeyOwner> ORDER =
      Comparator.comparing(KeyOwner::subject)
          .thenComparing(KeyOwner::source)
          .thenComparing(KeyOwner::retention);

  private final DataKeyRepository stored;
  private final Map<KeyOwner, StoredKey> fetched = new HashMap<>();
  private final Map<KeyOwner, Versioned> newest = new HashMap<>();
  private final Map<KeyOwner, Map<Integer, DataKey>> older = new HashMap<>();

  OpenKeys(DataKeyRepository stored) {
    this.stored = stored;
  }

  /**
   * Fetches the newest keys of all these owners at once, as far as there are any; draws none, and
   * unwraps none that is not used.
   */
  public void fetch(Collection<KeyOwner> owners) {
    stored.rows(owners).forEach(key -> fetched.put(key.owner(), key));
  }

  /** Whether the owner's newest key was fetched before; it is unwrapped now. */
  private boolean unwrapFetched(KeyOwner owner) {
    StoredKey key = fetched.remove(owner);
    if (key != null) {
      newest.put(owner, stored.unwrap(key));
    }
    return key != null;
  }

  /** Fetches, or draws, the keys of all these owners at once; {@link #seal} is quick for them. */
  public void prepare(Collection<KeyOwner> owners) {
    Set<KeyOwner> missing = new TreeSet<>(ORDER);
    missing.addAll(owners);
    missing.removeAll(newest.keySet());
    missing.removeIf(this::unwrapFetched);
    if (missing.isEmpty()) {
      return;
    }
    newest.putAll(stored.newest(missing));
    missing.removeAll(newest.keySet());
    if (!missing.isEmpty()) {
      newest.putAll(stored.addFirst(List.copyOf(missing)));
      missing.removeAll(newest.keySet());
    }
    if (!missing.isEmpty()) {
      newest.putAll(stored.newest(missing));
    }
  }

  /** Those of these owners that have a key; draws none. */
  public Set<KeyOwner> existing(Collection<KeyOwner> owners) {
    Set<KeyOwner> unknown = new TreeSet<>(ORDER);
    unknown.addAll(owners);
    unknown.removeAll(newest.keySet());
    if (!unknown.isEmpty()) {
      newest.putAll(stored.newest(unknown));
    }
    Set<KeyOwner> existing = new HashSet<>(owners);
    existing.retainAll(newest.keySet());
    return existing;
  }

  private Versioned newestOf(KeyOwner owner) {
    Versioned known = newest.get(owner);
    if (known == null) {
      prepare(List.of(owner));
      known = Objects.requireNonNull(newest.get(owner));
    }
    return known;
  }

  /** Seals a value under its owner's newest key, for its place alone. */
  public Sealed seal(KeyOwner owner, SealingPlace place, byte[] plaintext) {
    Versioned key = newestOf(owner);
    return new Sealed(
        key.version(), key.key().sealCommitted(plaintext, place.context(owner, key.version())));
  }

  /**
   * A keyed digest of {@code message} that only the owner's key gives: the same for as long as the
   * key lives, and gone with it.
   */
  public byte[] mac(KeyOwner owner, byte[] message) {
    return newestOf(owner).key().mac(message);
  }

  /**
   * A keyed digest like {@link #mac(KeyOwner, byte[])}, of the place's own: the same message has
   * unrelated digests in two places.
   */
  public byte[] mac(KeyOwner owner, SealingPlace place, byte[] message) {
    Versioned key = newestOf(owner);
    return key.key().mac(place.context(owner, key.version()), message);
  }

  /**
   * Opens what was sealed for the same owner and place.
   *
   * @throws SealedRowException if it does not open, or its key was shredded
   */
  public byte[] open(KeyOwner owner, SealingPlace place, Sealed sealed) {
    try {
      return key(owner, sealed.keyVersion())
          .open(sealed.value(), place.context(owner, sealed.keyVersion()));
    } catch (SealBrokenException e) {
      throw new SealedRowException("a value of " + place.table() + " does not open in its row");
    }
  }

  private DataKey key(KeyOwner owner, int version) {
    StoredKey row = fetched.get(owner);
    if (row != null && row.version() == version) {
      boolean unused = unwrapFetched(owner);
    }
    Versioned current = newest.get(owner);
    if (current != null && current.version() == version) {
      return current.key();
    }
    Map<Integer, DataKey> versions = older.computeIfAbsent(owner, any -> new HashMap<>());
    DataKey known = versions.get(version);
    if (known == null) {
      known =
          stored
              .find(owner, version)
              .orElseThrow(() -> new SealedRowException("the key of a value is not there"));
      versions.put(version, known);
    }
    return known;
  }

  @Override
  public void close() {
    newest.values().forEach(versioned -> versioned.key().close());
    older.values().forEach(versions -> versions.values().forEach(DataKey::close));
  }
}
