package dev.tallystick.gateway.order;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.gateway.document.DecisionSaid;
import dev.tallystick.gateway.problem.GatewayProblemCode;
import dev.tallystick.gateway.suite.SuiteClient;
import dev.tallystick.gateway.work.NextTry;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of decisions: what was decided by a report is on disk before the bureau is told,
 * and told by the same words until its outcome is known.
 */
@Singleton
public class DecisionSteps {
  private static final int AT_A_TIME = 50;

  private final ReportOrderRepository orders;
  private final SuiteClient suite;
  private final Clock clock;

  DecisionSteps(ReportOrderRepository orders, SuiteClient suite, Clock clock) {
    this.orders = orders;
    this.suite = suite;
    this.clock = clock;
  }

  /** Notes what was decided by a report. The last word counts until the bureau is told. */
  @Transactional
  public ReportOrderJson decide(String id, CreditDecisionJson decision, @Nullable String clerk) {
    ReportOrderEntity row = orders.lock(id).orElseThrow(GatewayProblemCode.ORDER_UNKNOWN::problem);
    if (row.event == null) {
      throw GatewayProblemCode.REPORT_NOT_THERE.problem();
    }
    String said = text(decision);
    if (row.decisionSentAt != null) {
      if (!said.equals(row.decision)) {
        throw GatewayProblemCode.DECISION_REPORTED.problem();
      }
      return ReportOrderJson.of(row);
    }
    row.decision = said;
    row.decidedBy = clerk;
    row.decidedAt = clock.instant();
    row.decisionNextAt = clock.instant();
    row.decisionAttempts = 0;
    row.decisionKey = suite.party().drawId("key");
    row.decisionProblem = null;
    return ReportOrderJson.of(row);
  }

  private static String text(CreditDecisionJson decision) {
    List<String> reasons = Optional.ofNullable(decision.reasons()).orElse(List.of());
    boolean needsReasons =
        decision.outcome().equals("COUNTER_OFFER") || decision.outcome().equals("DECLINED");
    if (needsReasons && reasons.isEmpty()) {
      throw GatewayProblemCode.ORDER_INVALID.problem("reasons", "with that outcome");
    }
    Long share = decision.partnerShare();
    return CanonicalJson.text(
        new DecisionSaid(
                decision.outcome(),
                reasons,
                share == null ? OptionalLong.empty() : OptionalLong.of(share))
            .toJson());
  }

  /** What was decided, as it was stored. */
  static DecisionSaid said(String decision) {
    try {
      return DecisionSaid.read((JsonObject) CanonicalJson.parseMessage(decision.getBytes(UTF_8)));
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a decision was stored as something else", e);
    }
  }

  /** The orders whose decision the bureau is to be told now. */
  @Transactional
  List<String> due() {
    return orders.decisionsDue(clock.instant(), AT_A_TIME).stream().map(row -> row.id).toList();
  }

  /** The order, whose decision is not changed any more; empty if nothing is to be told. */
  @Transactional
  Optional<ReportOrderEntity> begin(String id) {
    ReportOrderEntity row = orders.lock(id).orElseThrow();
    if (row.decisionNextAt == null) {
      return Optional.empty();
    }
    if (row.decisionSentAt == null) {
      row.decisionSentAt = clock.instant();
    }
    return Optional.of(row);
  }

  /** The log has it. */
  @Transactional
  void reported(String id, String event) {
    ReportOrderEntity row = orders.lock(id).orElseThrow();
    row.decisionEvent = event;
    row.decisionNextAt = null;
  }

  /** The bureau does not take it: another one may be noted. */
  @Transactional
  void refused(String id, String code) {
    ReportOrderEntity row = orders.lock(id).orElseThrow();
    row.decisionProblem = code;
    row.decisionNextAt = null;
    row.decisionSentAt = null;
  }

  /** There is no answer for now. */
  @Transactional
  void later(String id, Optional<Duration> asked) {
    ReportOrderEntity row = orders.lock(id).orElseThrow();
    if (row.decisionNextAt != null) {
      row.decisionNextAt = NextTry.after(clock.instant(), row.decisionAttempts, asked);
      row.decisionAttempts++;
    }
  }
}
