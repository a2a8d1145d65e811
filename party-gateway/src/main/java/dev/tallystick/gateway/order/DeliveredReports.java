package dev.tallystick.gateway.order;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.gateway.order.StandingOrder.Origin;
import dev.tallystick.gateway.seal.SealedPapers;
import dev.tallystick.gateway.seal.SealedPapers.Paper;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Takes reports that a bureau hands over without being asked each time. */
@Singleton
public class DeliveredReports {
  /** It is opened at once; nothing is asked for by it any more. */
  private static final Duration DEADLINE = Duration.ofDays(1);

  private static final String PURPOSE = "POST_LOAN_MANAGEMENT";

  private final ReportOrderRepository orders;
  private final SealedPapers papers;
  private final OrderRunner runner;
  private final Clock clock;

  DeliveredReports(
      ReportOrderRepository orders, SealedPapers papers, OrderRunner runner, Clock clock) {
    this.orders = orders;
    this.papers = papers;
    this.runner = runner;
    this.clock = clock;
  }

  /** What an order's report was bought under; empty if there is no such order with a report. */
  @Transactional
  public Optional<Origin> origin(String order) {
    return orders
        .findByIdOptional(order)
        .filter(row -> row.event != null)
        .map(
            row ->
                new Origin(
                    row.bureau, Optional.ofNullable(row.subject), row.product, row.retention));
  }

  /**
   * Stores what was handed over as an order that has come so far; the same again changes nothing.
   * In the caller's transaction.
   */
  @Transactional
  public void take(String id, StandingOrder standing, JsonObject answer) {
    if (orders.findByIdOptional(id).isPresent()) {
      return;
    }
    ReportOrderEntity row = new ReportOrderEntity();
    row.id = id;
    row.state = OrderState.SIGNED;
    row.createdAt = clock.instant();
    row.nextTryAt = row.createdAt;
    row.deadline = row.createdAt.plus(DEADLINE);
    row.bureau = standing.bureau();
    row.product = standing.product();
    row.purpose = PURPOSE;
    row.objectKind = standing.object().kind();
    row.objectRef = standing.object().ref();
    row.categories = "";
    row.retention = standing.retention();
    row.consent = standing.consent();
    row.subject = standing.subject();
    row.inquiry = standing.inquiry();
    row.request = standing.request();
    row.signedAt = row.createdAt;
    row.timesSigned = 1;
    row.delivery = papers.seal(Paper.EVIDENCE, id, CanonicalJson.messageBytes(answer));
    orders.persist(row);
  }

  /** What was taken is committed, and can be opened. */
  public void wake() {
    runner.wake();
  }
}
