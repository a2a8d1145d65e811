package dev.tallystick.vault.link;

import dev.tallystick.events.Event;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.type.ClaimId;
import dev.tallystick.events.type.EventData;
import dev.tallystick.events.type.EvidenceRef;
import dev.tallystick.events.type.IdentifierScheme;
import dev.tallystick.events.type.IdentityClaimed;
import dev.tallystick.events.type.IdentityDisputed;
import dev.tallystick.events.type.IdentityLinked;
import dev.tallystick.events.type.IdentityUnlinked;
import dev.tallystick.producer.EventFactory;
import dev.tallystick.producer.LogWriter;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the log is told of claims and links. What comes before the link names one token in each
 * entry: nobody learns the other one of a person who may be somebody else.
 */
@Singleton
final class LinkEvents {
  private static final IdentifierScheme CUSTOMER = IdentifierScheme.CUSTOMER_NO;

  private final EventFactory factory;
  private final LogWriter log;

  LinkEvents(EventFactory factory, LogWriter log) {
    this.factory = factory;
    this.log = log;
  }

  /** Stores the event in the caller's transaction: from its commit on it will be logged. */
  Event store(Event event) {
    log.store(event);
    return event;
  }

  static boolean isLinked(Event event) {
    return event.type().name().equals(IdentityLinked.NAME);
  }

  static boolean isUnlinked(Event event) {
    return event.type().name().equals(IdentityUnlinked.NAME);
  }

  /** That a platform claims it, under the token of its customer number. */
  Event claimedOfCustomer(String id, String platform, String token, Said said) {
    return claimed(id, platform, token, said, CUSTOMER, said.scheme());
  }

  /** The same under the other token. */
  Event claimedOfOther(String id, String platform, String token, Said said) {
    return claimed(id, platform, token, said, said.scheme(), CUSTOMER);
  }

  /**
   * What a platform has said.
   *
   * @param scheme of the identifier that is no customer number
   * @param statement what it has signed
   */
  record Said(IdentifierScheme scheme, EvidenceRef evidence, String statement) {
    @Override
    public String toString() {
      return "Said[" + scheme + "]";
    }
  }

  private Event claimed(
      String id,
      String platform,
      String token,
      Said said,
      IdentifierScheme scheme,
      IdentifierScheme other) {
    return create(
        IdentityClaimed.builder()
            .claim(new ClaimId(id))
            .party(platform)
            .scheme(scheme)
            .other(other)
            .evidence(said.evidence())
            .statement(said.statement())
            .build(),
        token,
        Map.of());
  }

  /** That the claim will not be confirmed, under each token. */
  List<Event> disputed(LinkClaim claim, IdentityDisputed.By by) {
    IdentityDisputed data = new IdentityDisputed(new ClaimId(claim.id()), claim.platform(), by);
    return List.of(create(data, claim.customer(), Map.of()), create(data, claim.other(), Map.of()));
  }

  /** That both tokens are one person's. It rests on that nobody has used or closed the claim. */
  Event linked(LinkClaim claim) {
    IdentityLinked data =
        IdentityLinked.builder()
            .linked(claim.customer())
            .claim(new ClaimId(claim.id()))
            .claimed(List.of(claim.entries().customer(), claim.entries().other()))
            .scheme(CUSTOMER)
            .evidence(
                new EvidenceRef(claim.basis().method(), claim.basis().evidence(), Optional.empty()))
            .by(claim.platform())
            .build();
    return create(data, claim.other(), Map.of("claim/" + claim.id(), 0L));
  }

  /** That they are not, or not any more. It rests on nothing, so nothing can hold it up. */
  Event unlinked(LinkClaim claim, IdentityUnlinked.Reason reason) {
    IdentityUnlinked data =
        new IdentityUnlinked(
            claim.customer(), claim.link().orElseThrow(), new ClaimId(claim.id()), reason);
    return create(data, claim.other(), Map.of());
  }

  private Event create(EventData data, String subject, Map<String, Long> guards) {
    try {
      return factory.create(data, Optional.of(subject), Optional.empty(), guards, List.of());
    } catch (InvalidEventException e) {
      throw new IllegalStateException("this service made an event that is none", e);
    }
  }
}
