package dev.tallystick.gateway.order;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.gateway.document.DecisionSaid;
import dev.tallystick.gateway.document.DecisionToReport;
import dev.tallystick.gateway.document.LoggedEvent;
import dev.tallystick.gateway.suite.SuiteAwayException;
import dev.tallystick.gateway.suite.SuiteClient;
import dev.tallystick.gateway.work.GatewayTask;
import dev.tallystick.party.RefusedException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Tells bureaus what was decided by their reports: however long they are away, and under one key,
 * so that it is logged once.
 */
@Singleton
class ReportDecisions implements GatewayTask {
  private static final Logger LOG = Logger.getLogger(ReportDecisions.class);
  private static final Duration OFTEN = Duration.ofMillis(500);
  private static final String IN_USE = "IDEMPOTENCY_KEY_IN_USE";

  private final DecisionSteps steps;
  private final SuiteClient suite;

  ReportDecisions(DecisionSteps steps, SuiteClient suite) {
    this.steps = steps;
    this.suite = suite;
  }

  @Override
  public Duration every() {
    return OFTEN;
  }

  @Override
  public void run() {
    for (String id : steps.due()) {
      steps.begin(id).ifPresent(this::report);
    }
  }

  private void report(ReportOrderEntity row) {
    try {
      JsonObject answer =
          suite.ask(
              (party, api, endpoints) ->
                  api.post(
                      endpoints.bureau("/v1/credit-decisions"),
                      body(row),
                      Objects.requireNonNull(row.decisionKey)));
      steps.reported(row.id, LoggedEvent.read(answer).eventId());
    } catch (SuiteAwayException e) {
      steps.later(row.id, e.retryAfter());
    } catch (RefusedException e) {
      if (e.code().equals(IN_USE)) {
        steps.later(row.id, Optional.empty());
        return;
      }
      LOG.warnf("The decision of the order %s was refused: %s", row.id, e.code());
      steps.refused(row.id, e.code());
    }
  }

  private static JsonObject body(ReportOrderEntity row) {
    DecisionSaid said = DecisionSteps.said(Objects.requireNonNull(row.decision));
    return new DecisionToReport(
            Objects.requireNonNull(row.inquiry),
            List.of(Objects.requireNonNull(row.event)),
            said.outcome(),
            said.reasons(),
            said.partnerShare())
        .toJson();
  }
}
