package dev.tallystick.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The keys that a Kms holds in memory, and what they do. Versions are added, never changed. */
final class KeyRing implements AutoCloseable {
  private static final byte[] WRAP_DOMAIN =
      "tallystick/wrap/v1\0".getBytes(StandardCharsets.US_ASCII);

  private final ConcurrentMap<KeyName, NavigableMap<Integer, Secret>> keks =
      new ConcurrentHashMap<>();
  private final ConcurrentMap<KeyName, NavigableMap<Integer, SigningKey>> signers =
      new ConcurrentHashMap<>();

  void addKek(KeyVersion version, Secret secret) {
    if (versions(keks, version.name()).putIfAbsent(version.version(), secret) != null) {
      // Another thread has read the same file.
      secret.close();
    }
  }

  void addSigner(KeyVersion version, SigningKey key) {
    versions(signers, version.name()).putIfAbsent(version.version(), key);
  }

  boolean hasKek(KeyVersion version) {
    return versions(keks, version.name()).containsKey(version.version());
  }

  /** Forgets a version, overwriting it; whoever is using it ends first. */
  void removeKek(KeyVersion version) {
    Secret secret = versions(keks, version.name()).remove(version.version());
    if (secret != null) {
      secret.close();
    }
  }

  /** The versions of a wrapping key, ascending. */
  List<KeyVersion> keks(KeyName name) {
    return versions(keks, name).keySet().stream()
        .map(version -> new KeyVersion(name, version))
        .toList();
  }

  /** Forgets every wrapping key that is not among these. */
  void retainKeks(Set<KeyVersion> kept) {
    for (KeyName name : keks.keySet()) {
      keks(name).stream().filter(version -> !kept.contains(version)).forEach(this::removeKek);
    }
  }

  boolean hasSigner(KeyVersion version) {
    return versions(signers, version.name()).containsKey(version.version());
  }

  Optional<KeyVersion> currentKek(KeyName name) {
    return current(name, versions(keks, name));
  }

  Optional<KeyVersion> currentSigner(KeyName name) {
    return current(name, versions(signers, name));
  }

  WrappedDataKey wrap(KeyVersion version, DataKey key, SealingContext context) {
    byte[] wrapped = new byte[WrappedDataKey.WRAPPED_SIZE];
    Secret plain = key.secret();
    plain.enter();
    try {
      Gcm.ofThread()
          .seal(kek(version), WRAP_DOMAIN, bound(version, context), plain.bytes(), wrapped, 0);
    } finally {
      plain.leave();
    }
    return new WrappedDataKey(version, SealedValue.takeOwnershipOf(wrapped));
  }

  DataKey unwrap(WrappedDataKey wrapped, SealingContext context) throws SealBrokenException {
    KeyVersion version = wrapped.kek();
    byte[] sealed = wrapped.wrapped().bytes();
    try {
      byte[] plain =
          Gcm.ofThread()
              .open(kek(version), WRAP_DOMAIN, bound(version, context), sealed, 0, sealed.length);
      return DataKey.of(Secret.takeOwnershipOf(plain));
    } catch (KeyClosedException e) {
      // Destroyed by another thread since it was found.
      throw missing(version);
    }
  }

  Signer signer(KeyVersion version) {
    SigningKey key = versions(signers, version.name()).get(version.version());
    if (key == null) {
      throw new UnknownKeyException("there is no signing key " + version);
    }
    return key;
  }

  private Secret kek(KeyVersion version) {
    Secret kek = versions(keks, version.name()).get(version.version());
    if (kek == null) {
      throw missing(version);
    }
    return kek;
  }

  private static UnknownKeyException missing(KeyVersion version) {
    return new UnknownKeyException("there is no wrapping key " + version);
  }

  /** uint32 length of the name, the name, uint32 version, the context. */
  static byte[] bound(KeyVersion version, SealingContext context) {
    byte[] name = version.name().value().getBytes(StandardCharsets.US_ASCII);
    byte[] encoded = context.encoded();
    return ByteBuffer.allocate(2 * Integer.BYTES + name.length + encoded.length)
        .putInt(name.length)
        .put(name)
        .putInt(version.version())
        .put(encoded)
        .array();
  }

  private static Optional<KeyVersion> current(KeyName name, NavigableMap<Integer, ?> versions) {
    Map.Entry<Integer, ?> newest = versions.lastEntry();
    return newest == null ? Optional.empty() : Optional.of(new KeyVersion(name, newest.getKey()));
  }

  private static <K> NavigableMap<Integer, K> versions(
      ConcurrentMap<KeyName, NavigableMap<Integer, K>> all, KeyName name) {
    return all.computeIfAbsent(name, created -> new ConcurrentSkipListMap<>());
  }

  /** Overwrites the wrapping keys. */
  @Override
  public void close() {
    keks.values().forEach(versions -> versions.values().forEach(Secret::close));
  }
}
