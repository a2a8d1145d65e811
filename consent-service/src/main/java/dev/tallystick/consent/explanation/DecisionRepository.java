package dev.tallystick.consent.explanation;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.keys.Envelopes;
import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.Kms;
import dev.tallystick.keys.SealBrokenException;
import dev.tallystick.keys.SealingContext;
import dev.tallystick.keys.UnknownKeyException;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The kept decisions, sealed under a key of the service's Kms that the database does not have. */
@Singleton
class DecisionRepository implements PanacheRepositoryBase<DecisionEntity, String> {
  private static final KeyName KEK = new KeyName("consent-decision");

  private final Envelopes envelopes;

  DecisionRepository(Kms kms) {
    this.envelopes = new Envelopes(kms, KEK);
  }

  /** Adds decisions in one batch; each has an id of its own. */
  @Transactional
  void add(List<KeptDecision> decisions) {
    persist(decisions.stream().map(this::sealed));
  }

  @Transactional
  Optional<KeptDecision> findDecision(String id) {
    return findByIdOptional(id).map(this::opened);
  }

  private DecisionEntity sealed(KeptDecision decision) {
    return new DecisionEntity(
        decision.id(),
        envelopes.seal(CanonicalJson.bytes(decision.toJson()), context(decision.id())),
        decision.decidedAt());
  }

  private KeptDecision opened(DecisionEntity row) {
    try {
      JsonValue json = CanonicalJson.parse(envelopes.open(row.sealed, context(row.id)));
      return KeptDecision.of(row.id, (JsonObject) json, row.decidedAt);
    } catch (SealBrokenException | UnknownKeyException | MalformedJsonException e) {
      throw new IllegalStateException("a kept decision does not open", e);
    }
  }

  private static SealingContext context(String id) {
    return SealingContext.of("consent-service", "decision", id);
  }

  /** Forgets what is older: a day's decisions, which takes longer than other transactions may. */
  @Transactional
  @TransactionConfiguration(timeout = 120)
  long removeBefore(Instant time) {
    return delete("decidedAt < ?1", time);
  }
}
