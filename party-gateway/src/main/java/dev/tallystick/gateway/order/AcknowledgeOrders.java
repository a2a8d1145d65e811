package dev.tallystick.gateway.order;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.gateway.document.LoggedEvent;
import dev.tallystick.gateway.suite.SuiteAwayException;
import dev.tallystick.gateway.suite.SuiteClient;
import dev.tallystick.gateway.trust.LogTrust;
import dev.tallystick.gateway.work.GatewayTask;
import dev.tallystick.gateway.work.NextTry;
import dev.tallystick.party.Acknowledgement;
import dev.tallystick.party.PartyClient;
import dev.tallystick.party.RefusedException;
import dev.tallystick.party.SeenCheckpoint;
import dev.tallystick.party.document.AcknowledgementEnvelope;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Gives the buyer's half of each report that was opened: many at once, as soon as the published log
 * covers them in a checkpoint that enough witnesses have cosigned; also when the report is gone by
 * then. Given twice, a half is answered with the first entry.
 */
@Singleton
class AcknowledgeOrders implements GatewayTask {
  private static final Logger LOG = Logger.getLogger(AcknowledgeOrders.class);
  private static final Duration OFTEN = Duration.ofMillis(250);
  private static final int AT_A_TIME = 200;

  private final AcknowledgementSteps steps;
  private final SuiteClient suite;
  private final LogTrust trust;

  AcknowledgeOrders(AcknowledgementSteps steps, SuiteClient suite, LogTrust trust) {
    this.steps = steps;
    this.suite = suite;
    this.trust = trust;
  }

  @Override
  public Duration every() {
    return OFTEN;
  }

  @Override
  public void run() {
    List<ReportOrderEntity> due = steps.due();
    if (due.isEmpty()) {
      return;
    }
    try {
      Optional<SeenCheckpoint> seen = trust.published();
      if (seen.isPresent()) {
        acknowledge(due.stream().filter(row -> isCovered(row, seen.get())).toList(), seen.get());
      }
    } catch (SuiteAwayException e) {
      due.forEach(row -> steps.later(row.id));
    } catch (RefusedException e) {
      LOG.warnf("Acknowledgements were refused: %s", e.code());
      due.forEach(row -> steps.later(row.id));
    }
  }

  private static boolean isCovered(ReportOrderEntity row, SeenCheckpoint seen) {
    return Objects.requireNonNull(row.logIndex) < seen.size();
  }

  private void acknowledge(List<ReportOrderEntity> rows, SeenCheckpoint seen)
      throws SuiteAwayException, RefusedException {
    if (rows.isEmpty()) {
      return;
    }
    PartyClient party = suite.party();
    List<JsonObject> lines = new ArrayList<>();
    for (ReportOrderEntity row : rows) {
      lines.add(new AcknowledgementEnvelope(half(row, party, seen)).toJson());
    }
    String key = party.drawId("key");
    List<JsonObject> answers =
        suite.ask(
            (self, api, endpoints) ->
                api.postLines(endpoints.audit("/v1/acknowledgements"), lines, key));
    for (int i = 0; i < rows.size() && i < answers.size(); i++) {
      Optional<String> event = new LoggedEvent.Partial(answers.get(i)).eventId();
      if (event.isPresent()) {
        steps.acknowledged(rows.get(i).id, event.get());
      } else {
        LOG.warnf("An acknowledgement was refused: %s", answers.get(i).findString("code"));
        steps.later(rows.get(i).id);
      }
    }
  }

  private static String half(ReportOrderEntity row, PartyClient party, SeenCheckpoint seen) {
    return new Acknowledgement(
            party.claims("audit-service"),
            Objects.requireNonNull(row.event),
            Objects.requireNonNull(row.logIndex),
            Hash.copyOf(Objects.requireNonNull(row.entry)),
            Hash.copyOf(Objects.requireNonNull(row.payloadDigest)),
            seen,
            Objects.requireNonNull(row.openedAt).toEpochMilli())
        .sign(party.keys().signingKey());
  }

  /** The transactions of acknowledging. */
  @Singleton
  static class AcknowledgementSteps {
    private final ReportOrderRepository orders;
    private final Clock clock;

    AcknowledgementSteps(ReportOrderRepository orders, Clock clock) {
      this.orders = orders;
      this.clock = clock;
    }

    @Transactional
    List<ReportOrderEntity> due() {
      return orders.halvesDue(clock.instant(), AT_A_TIME);
    }

    @Transactional
    void acknowledged(String id, String event) {
      ReportOrderEntity row = orders.lock(id).orElseThrow();
      row.acknowledgement = event;
      row.acknowledgedAt = clock.instant();
      row.acknowledgeAt = null;
      if (row.state == OrderState.OPENED) {
        row.state = OrderState.ACKNOWLEDGED;
      }
    }

    @Transactional
    void later(String id) {
      ReportOrderEntity row = orders.lock(id).orElseThrow();
      if (row.acknowledgeAt != null) {
        row.acknowledgeAt = NextTry.after(clock.instant(), row.attempts, Optional.empty());
        row.attempts++;
      }
    }
  }
}
