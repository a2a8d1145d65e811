package dev.tallystick.gateway.consent;

import dev.tallystick.gateway.problem.GatewayProblemCode;
import dev.tallystick.gateway.suite.SuiteClient;
import dev.tallystick.gateway.work.RequestIds;
import dev.tallystick.party.PartyClient;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Takes asks for consents in, and tells of them. */
@Singleton
public class AskConsent {
  private static final int PAGE = 50;

  private final PersonAskRepository asks;
  private final SealedPerson persons;
  private final SuiteClient suite;
  private final Clock clock;

  AskConsent(PersonAskRepository asks, SealedPerson persons, SuiteClient suite, Clock clock) {
    this.asks = asks;
    this.persons = persons;
    this.suite = suite;
    this.clock = clock;
  }

  /** How far an ask is. */
  public record Standing(PersonAskState state, Optional<String> consent, String retention) {}

  /** Takes an ask in, by a clerk or by one of the own systems. */
  @Transactional
  public PersonAskJson ask(PersonAskRequestJson request, @Nullable String clerk) {
    String id = RequestIds.draw("ask", () -> suite.party().drawId("ask"));
    Optional<PersonAskEntity> before = asks.findByIdOptional(id);
    if (before.isPresent()) {
      // A try that took effect unseen.
      return PersonAskJson.of(before.get());
    }
    if (!request.validUntil().isAfter(clock.instant())) {
      throw GatewayProblemCode.ORDER_INVALID.problem("validUntil", "in the future");
    }
    if (RetentionPeriod.parse(request.retention()).isEmpty()) {
      throw GatewayProblemCode.ORDER_INVALID.problem("retention", RetentionPeriod.RULE);
    }
    PartyClient party = suite.party();
    PersonAskEntity row = new PersonAskEntity();
    row.id = id;
    row.createdAt = clock.instant();
    row.nextTryAt = row.createdAt;
    row.clerk = clerk;
    row.bureau = request.bureau();
    row.kind = request.kind() == null ? "QUERY" : request.kind();
    row.purpose = request.purpose();
    row.categories = String.join(",", new TreeSet<>(request.categories()));
    row.method = request.method();
    row.retention = request.retention();
    row.validUntil = request.validUntil();
    row.useLimit = request.useLimit();
    row.noticeText = request.noticeText();
    row.language = request.language();
    row.contact = request.contact();
    row.rightsRoute = request.rightsRoute();
    row.noticeKey = party.drawId("key");
    row.askKey = party.drawId("key");
    row.person = persons.seal(row.id, request.person().toIdentifier());
    asks.persist(row);
    return PersonAskJson.of(row);
  }

  /** An ask and how far it is. */
  @Transactional
  public PersonAskJson find(String id) {
    return PersonAskJson.of(
        asks.findByIdOptional(id).orElseThrow(GatewayProblemCode.CONSENT_ASK_UNKNOWN::problem));
  }

  /** The newest asks, whatever became of them. */
  @Transactional
  public List<PersonAskJson> newest() {
    return asks.newest(PAGE).stream().map(PersonAskJson::of).toList();
  }

  /** How far an ask is, if there is one of this id. */
  @Transactional
  public Optional<Standing> standing(String id) {
    return asks.findByIdOptional(id)
        .map(row -> new Standing(row.state, Optional.ofNullable(row.consent), row.retention));
  }
}
