package dev.tallystick.vault.identifier;

import dev.tallystick.keys.DataKey;
import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.Kms;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.SealBrokenException;
import dev.tallystick.keys.SealingContext;
import dev.tallystick.keys.UnknownKeyException;
import dev.tallystick.keys.WrappedDataKey;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;

/**
 * The key under which identifiers are authenticated, so that a copy of the database tells nobody
 * whose tokens are in it, not even by trying every number there is.
 *
 * <p>Drawn once, at the first start, and stored wrapped by the Kms; every replica then uses the
 * same. A service that cannot open it does not start: with another key everybody would be a
 * stranger.
 */
@Singleton
@Startup
public final class IdentifierKey {
  private static final KeyName KEK = new KeyName("vault-identifiers");
  private static final SealingContext CONTEXT = SealingContext.of("data-vault", "identifier_key");

  private final DataKey key;

  IdentifierKey(Kms kms, IdentifierKeyRepository keys, Clock clock) {
    this.key = open(kms, QuarkusTransaction.requiringNew().call(() -> stored(kms, keys, clock)));
  }

  /** The digest that an identifier is filed under. */
  byte[] digest(PersonIdentifier identifier) {
    return key.mac(identifier.message());
  }

  /**
   * A keyed digest of something else that is short enough to be guessed.
   *
   * @param use keeps the digests of one use apart from those of others; in lower case, so that it
   *     is no scheme
   */
  public byte[] digest(String use, byte[] content) {
    byte[] name = (use + '\0').getBytes(StandardCharsets.US_ASCII);
    byte[] message = Arrays.copyOf(name, name.length + content.length);
    System.arraycopy(content, 0, message, name.length, content.length);
    return key.mac(message);
  }

  private static DataKey open(Kms kms, byte[] wrapped) {
    try {
      return kms.unwrap(WrappedDataKey.parse(wrapped), CONTEXT);
    } catch (MalformedKeyException | SealBrokenException e) {
      throw new IllegalStateException("the key of the identifiers does not open", e);
    }
  }

  private static byte[] stored(Kms kms, IdentifierKeyRepository keys, Clock clock) {
    Optional<byte[]> first = keys.wrapped();
    if (first.isPresent()) {
      return first.get();
    }
    try (DataKey drawn = DataKey.draw()) {
      keys.addFirst(kms.wrap(kek(kms), drawn, CONTEXT).toByteArray(), clock.instant());
    }
    // Of two replicas that start for the first time, one stores its key and both use it.
    return keys.wrapped().orElseThrow();
  }

  private static KeyName kek(Kms kms) {
    try {
      return kms.currentKek(KEK).name();
    } catch (UnknownKeyException first) {
      return kms.createKek(KEK).name();
    }
  }
}
