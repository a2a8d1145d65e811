package dev.tallystick.keys;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * A Kms whose keys end with the process: for tests, and for what must not outlive a run.
 *
 * <p>It keeps the whole contract of {@link Kms} except durability.
 */
public final class InMemoryKms implements Kms, AutoCloseable {
  private final KeyRing ring = new KeyRing();
  private final SecureRandom random = new SecureRandom();

  @Override
  public synchronized KeyVersion createKek(KeyName name) {
    KeyVersion next =
        new KeyVersion(name, ring.currentKek(name).map(KeyVersion::version).orElse(0) + 1);
    ring.addKek(next, Secret.draw(random));
    return next;
  }

  @Override
  public KeyVersion currentKek(KeyName name) {
    return ring.currentKek(name)
        .orElseThrow(() -> new UnknownKeyException("there is no wrapping key " + name));
  }

  @Override
  public List<KeyVersion> keks(KeyName name) {
    return ring.keks(name);
  }

  @Override
  public synchronized void destroyKek(KeyVersion version) {
    if (ring.currentKek(version.name()).equals(Optional.of(version))) {
      throw new IllegalArgumentException(version + " is in use");
    }
    ring.removeKek(version);
  }

  @Override
  public WrappedDataKey wrap(KeyName kek, DataKey key, SealingContext context) {
    return ring.wrap(currentKek(kek), key, context);
  }

  @Override
  public DataKey unwrap(WrappedDataKey wrapped, SealingContext context) throws SealBrokenException {
    return ring.unwrap(wrapped, context);
  }

  @Override
  public synchronized KeyVersion createSigner(KeyName name) {
    KeyVersion next =
        new KeyVersion(name, ring.currentSigner(name).map(KeyVersion::version).orElse(0) + 1);
    ring.addSigner(next, SigningKey.draw());
    return next;
  }

  @Override
  public KeyVersion currentSigner(KeyName name) {
    return ring.currentSigner(name)
        .orElseThrow(() -> new UnknownKeyException("there is no signing key " + name));
  }

  @Override
  public Signer signer(KeyVersion version) {
    return ring.signer(version);
  }

  /** Overwrites the wrapping keys. */
  @Override
  public void close() {
    ring.close();
  }
}
