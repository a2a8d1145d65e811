package dev.tallystick.consent.signing;

import dev.tallystick.keys.Kms;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.Signer;
import dev.tallystick.keys.VerificationKey;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of this service: one signs, and all are published, so that old signatures still verify.
 *
 * <p>Read once, at the start, which makes the first key if there is none; every replica then signs
 * with the same one. A service that cannot open its key does not start. Safe for threads.
 */
@Singleton
@Startup
public final class SigningKeys {
  private final Signer current;
  private final List<VerificationKey> published;

  SigningKeys(Kms kms, SigningKeyRepository repository, Clock clock) {
    SealedSigningKeys sealed = new SealedSigningKeys(kms);
    List<SigningKeyEntity> rows = repository.newestFirst();
    if (rows.stream().noneMatch(SigningKeys::isInUse)) {
      repository.addFirst(sealed.draw(clock.instant()));
      rows = repository.newestFirst();
    }
    this.current =
        rows.stream()
            .filter(SigningKeys::isInUse)
            .map(sealed::open)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no signing key is in use"));
    this.published = publicHalves(rows);
  }

  /** Signs in this service's name. */
  public Signer current() {
    return current;
  }

  /** The keys that signatures of this service verify with, the newest first. */
  public List<VerificationKey> published() {
    return published;
  }

  private static boolean isInUse(SigningKeyEntity row) {
    return row.retiredAt == null;
  }

  private static List<VerificationKey> publicHalves(List<SigningKeyEntity> rows) {
    List<VerificationKey> keys = new ArrayList<>();
    for (SigningKeyEntity row : rows) {
      try {
        keys.add(VerificationKey.copyOf(row.publicKey));
      } catch (MalformedKeyException e) {
        throw new IllegalStateException("signing key " + row.kid + " is not one", e);
      }
    }
    return List.copyOf(keys);
  }
}
