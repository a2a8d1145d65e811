package dev.tallystick.keys;

import java.util.List;

/**
 * Keeps the keys of a service by name and version, and works with them without giving them away.
 *
 * <p><b>Callers may rely on this.</b> A key exists because someone created it, never because
 * someone asked for it. A wrapped data key unwraps under the very key version, name and context
 * that it was wrapped for, and fails otherwise. The newest version wraps and signs; older ones go
 * on unwrapping. Everything is safe for threads.
 *
 * <p><b>Implementers must keep this.</b> A created version is durable, and known to every process
 * that shares the store, before {@code create…} returns; its number is never given twice. The key's
 * name and version and the context are bound to a wrapped key as associated data, each with its
 * length. No method returns, logs or names key bytes.
 *
 * <p>A version that was destroyed is refused from then on by every process that shares the store,
 * also by those that have used it before.
 *
 * <p><b>Not promised.</b> Someone who can read the store can unwrap everything: what protects it is
 * the store's own. What destroying cannot reach are copies that others have made of the store.
 */
public interface Kms {

  /**
   * Adds the next version, or the first, of a key that wraps data keys; it is in use from now on.
   */
  KeyVersion createKek(KeyName name);

  /**
   * The version of a wrapping key that is in use.
   *
   * @throws UnknownKeyException if there is none of this name
   */
  KeyVersion currentKek(KeyName name);

  /** The versions of a wrapping key that are there, oldest first; none if there is no such key. */
  List<KeyVersion> keks(KeyName name);

  /**
   * Destroys a version that is no longer in use: nothing that it has wrapped opens again. Whoever
   * wants to keep something has rewrapped it before. Destroying it once more does nothing.
   *
   * @throws IllegalArgumentException if it is the version in use, whose number would be given again
   */
  void destroyKek(KeyVersion version);

  /**
   * Wraps {@code key} under the version in use, for {@code context}. The data key stays open.
   *
   * @throws UnknownKeyException if there is no wrapping key of this name
   * @throws KeyClosedException if {@code key} is closed
   */
  WrappedDataKey wrap(KeyName kek, DataKey key, SealingContext context);

  /**
   * Unwraps what was wrapped for the same context. The caller closes the data key.
   *
   * @throws SealBrokenException if it was changed, or wrapped by another key or for another context
   * @throws UnknownKeyException if the version that it names is not there
   */
  DataKey unwrap(WrappedDataKey wrapped, SealingContext context) throws SealBrokenException;

  /**
   * Wraps the same data key under the version in use; what it has sealed stays as it is. Returns
   * {@code wrapped} itself when that is the version already.
   *
   * @throws SealBrokenException as {@link #unwrap}
   * @throws UnknownKeyException as {@link #unwrap}
   */
  default WrappedDataKey rewrap(WrappedDataKey wrapped, SealingContext context)
      throws SealBrokenException {
    if (wrapped.kek().equals(currentKek(wrapped.kek().name()))) {
      return wrapped;
    }
    try (DataKey key = unwrap(wrapped, context)) {
      return wrap(wrapped.kek().name(), key, context);
    }
  }

  /** Adds the next version, or the first, of a signing key; it is in use from now on. */
  KeyVersion createSigner(KeyName name);

  /**
   * The version of a signing key that is in use.
   *
   * @throws UnknownKeyException if there is none of this name
   */
  KeyVersion currentSigner(KeyName name);

  /**
   * Signs with one version of a signing key. The signer lives as long as this Kms.
   *
   * @throws UnknownKeyException if the version is not there
   */
  Signer signer(KeyVersion version);
}
