package dev.tallystick.gateway.order;

import dev.tallystick.gateway.consent.AskConsent;
import dev.tallystick.gateway.consent.RetentionPeriod;
import dev.tallystick.gateway.consent.SealedPerson;
import dev.tallystick.gateway.problem.GatewayProblemCode;
import dev.tallystick.gateway.setting.GatewaySettings;
import dev.tallystick.gateway.suite.SuiteClient;
import dev.tallystick.gateway.work.RequestIds;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes orders in, as long as there is room: what is taken is on disk, and is done as soon as the
 * suite answers.
 */
@Singleton
public class PlaceReportOrder {
  private final ReportOrderRepository orders;
  private final AskConsent consents;
  private final SealedPerson persons;
  private final SuiteClient suite;
  private final OrderTerms terms;

  PlaceReportOrder(
      ReportOrderRepository orders,
      AskConsent consents,
      SealedPerson persons,
      SuiteClient suite,
      OrderTerms terms) {
    this.orders = orders;
    this.consents = consents;
    this.persons = persons;
    this.suite = suite;
    this.terms = terms;
  }

  /** What the installation says of orders that do not say it themselves, and the time. */
  @Singleton
  static final class OrderTerms {
    private final GatewaySettings settings;
    private final Clock clock;

    OrderTerms(GatewaySettings settings, Clock clock) {
      this.settings = settings;
      this.clock = clock;
    }
  }

  /** Takes an order in, as a clerk has asked for it, or one of the own systems. */
  @Transactional
  public ReportOrderJson place(ReportOrderRequestJson request, @Nullable String clerk) {
    requireOne(
        request.person() == null, request.subject() == null, "person", "or subject, not both");
    requireOne(
        request.consent() == null,
        request.consentAsk() == null,
        "consent",
        "or consentAsk, not both");
    requireOne(
        request.objectKind() != null, request.objectRef() == null, "objectRef", "with objectKind");
    String id = RequestIds.draw("ord", () -> suite.party().drawId("ord"));
    Optional<ReportOrderEntity> before = orders.findByIdOptional(id);
    if (before.isPresent()) {
      // A try that took effect unseen.
      return ReportOrderJson.of(before.get());
    }
    if (orders.waiting() >= terms.settings.queueLimit()) {
      throw GatewayProblemCode.QUEUE_FULL.problem();
    }
    ReportOrderEntity row = new ReportOrderEntity();
    row.id = id;
    row.createdAt = terms.clock.instant();
    row.nextTryAt = row.createdAt;
    row.deadline =
        Optional.ofNullable(request.deadline())
            .orElse(row.createdAt.plus(terms.settings.deadline()));
    if (!row.deadline.isAfter(row.createdAt)) {
      throw GatewayProblemCode.ORDER_INVALID.problem("deadline", "in the future");
    }
    row.clerk = clerk;
    row.bureau = request.bureau();
    row.product = request.product();
    row.purpose = request.purpose();
    row.objectKind = request.objectKind();
    row.objectRef = request.objectRef();
    row.categories =
        String.join(
            ",", new TreeSet<>(Optional.ofNullable(request.categories()).orElse(List.of())));
    row.consent = request.consent();
    row.consentAsk = request.consentAsk();
    row.retention = retention(request);
    row.subject = request.subject();
    if (request.person() != null) {
      row.person = persons.seal(row.id, request.person().toIdentifier());
    }
    orders.persist(row);
    return ReportOrderJson.of(row);
  }

  /** As the order says, or as the person was told when they were asked, or as the settings say. */
  private String retention(ReportOrderRequestJson request) {
    Optional<String> asked = Optional.empty();
    String ask = request.consentAsk();
    if (ask != null) {
      asked =
          Optional.of(
              consents
                  .standing(ask)
                  .orElseThrow(GatewayProblemCode.CONSENT_ASK_UNKNOWN::problem)
                  .retention());
    }
    String retention =
        Optional.ofNullable(request.retention())
            .orElse(asked.orElse(terms.settings.retention().toString()));
    RetentionPeriod kept =
        RetentionPeriod.parse(retention)
            .orElseThrow(
                () -> GatewayProblemCode.ORDER_INVALID.problem("retention", RetentionPeriod.RULE));
    if (asked.flatMap(RetentionPeriod::parse).filter(told -> !kept.isWithin(told)).isPresent()) {
      throw GatewayProblemCode.ORDER_INVALID.problem(
          "retention", "not longer than the person was told");
    }
    return retention;
  }

  private static void requireOne(boolean noFirst, boolean noSecond, String field, String rule) {
    if (noFirst == noSecond) {
      throw GatewayProblemCode.ORDER_INVALID.problem(field, rule);
    }
  }
}
