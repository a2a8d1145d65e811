package dev.tallystick.consent.right;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.keys.Envelopes;
import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.Kms;
import dev.tallystick.keys.SealBrokenException;
import dev.tallystick.keys.SealingContext;
import dev.tallystick.keys.UnknownKeyException;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What parties have signed for persons who asked for an explanation, sealed under a key of the
 * service's Kms that the database does not have. The log has the digest of each.
 */
@Singleton
class RightExplanationRepository implements PanacheRepositoryBase<RightExplanationEntity, String> {
  private static final KeyName KEK = new KeyName("consent-explanation");

  private final Envelopes envelopes;

  RightExplanationRepository(Kms kms) {
    this.envelopes = new Envelopes(kms, KEK);
  }

  /** Keeps one; false if there is one, since an answer is not changed. */
  @Transactional
  boolean add(RightProjection.Right right, String jws, Instant now) {
    if (findByIdOptional(right.id()).isPresent()) {
      return false;
    }
    persist(
        new RightExplanationEntity(
            right.id(),
            right.subject(),
            envelopes.seal(jws.getBytes(UTF_8), context(right.id())),
            now));
    return true;
  }

  /** What was signed, by the right's id; of those that are kept. */
  @Transactional
  Map<String, String> signed(Collection<String> rights) {
    Map<String, String> found = new HashMap<>();
    if (!rights.isEmpty()) {
      find("id in ?1", List.copyOf(rights)).stream().forEach(row -> found.put(row.id, opened(row)));
    }
    return found;
  }

  private String opened(RightExplanationEntity row) {
    try {
      return new String(envelopes.open(row.sealed, context(row.id)), UTF_8);
    } catch (SealBrokenException | UnknownKeyException e) {
      throw new IllegalStateException("a kept explanation does not open", e);
    }
  }

  private static SealingContext context(String id) {
    return SealingContext.of("consent-service", "right-explanation", id);
  }

  /** Forgets what a person was told before they had everything erased. */
  @Transactional
  void forget(String subject, Instant before) {
    long unused = delete("subject = ?1 and keptAt < ?2", subject, before);
  }

  /** Forgets what is older. */
  @Transactional
  long removeBefore(Instant time) {
    return delete("keptAt < ?1", time);
  }
}
