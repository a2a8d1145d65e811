package dev.tallystick.gateway.order;

import dev.tallystick.events.Timestamps;
import dev.tallystick.gateway.problem.GatewayProblemCode;
import dev.tallystick.gateway.suite.SuiteClient;
import dev.tallystick.gateway.webhook.TellOwnSystems;
import dev.tallystick.gateway.work.NextTry;
import dev.tallystick.keys.Jws;
import dev.tallystick.party.PartyClient;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The transactions of destroying reports. */
@Singleton
public class DestructionSteps {
  private static final int AT_A_TIME = 200;
  private static final String TYPE = "destruction+jws";

  private final ReportOrderRepository orders;
  private final SuiteClient suite;
  private final TellOwnSystems own;
  private final Clock clock;

  DestructionSteps(
      ReportOrderRepository orders, SuiteClient suite, TellOwnSystems own, Clock clock) {
    this.orders = orders;
    this.suite = suite;
    this.own = own;
    this.clock = clock;
  }

  @Transactional
  List<String> overdue() {
    return orders.toDestroy(clock.instant(), AT_A_TIME).stream().map(row -> row.id).toList();
  }

  @Transactional
  List<ReportOrderEntity> untold() {
    return orders.dueIn(OrderState.DESTROYING, clock.instant(), AT_A_TIME);
  }

  /** Destroys the report of an order now, and signs for it. */
  @Transactional
  ReportOrderJson destroy(String id, String reason) {
    ReportOrderEntity row = orders.lock(id).orElseThrow(GatewayProblemCode.ORDER_UNKNOWN::problem);
    if (row.state == OrderState.DESTROYING || row.state == OrderState.DESTROYED) {
      return ReportOrderJson.of(row);
    }
    if (row.state != OrderState.OPENED && row.state != OrderState.ACKNOWLEDGED) {
      throw GatewayProblemCode.REPORT_NOT_THERE.problem();
    }
    destroy(row, reason);
    return ReportOrderJson.of(row);
  }

  /**
   * Destroys every report about a person that is kept of these releases. One that is on its way is
   * opened before this, or afterwards and by the answer that this is a part of.
   *
   * @return how many there were
   */
  @Transactional
  public int destroyOf(String subject, Collection<String> events, String reason) {
    var unused = orders.lockUnderWay(subject);
    List<ReportOrderEntity> kept = orders.keptOf(events);
    kept.forEach(row -> destroy(row, reason));
    return kept.size();
  }

  /** Whether a report about a person is kept of one of these releases. */
  @Transactional
  public boolean isAnyKept(String subject, Collection<String> events) {
    var unused = orders.lockUnderWay(subject);
    return !events.isEmpty() && !orders.keptOf(events).isEmpty();
  }

  /** Marks every report that is kept of these releases; tells how many there were. */
  @Transactional
  public int markOf(Collection<String> events, String change) {
    List<ReportOrderEntity> kept = orders.keptOf(events);
    for (ReportOrderEntity row : kept) {
      row.changed = row.changed.isEmpty() ? change : row.changed + "," + change;
      own.tell("order.changed", row.id);
    }
    return kept.size();
  }

  private void destroy(ReportOrderEntity row, String reason) {
    PartyClient party = suite.party();
    row.report = null;
    row.destroyReason = reason;
    row.destroyedAt = clock.instant();
    row.certificate =
        Jws.sign(
            party.keys().signingKey(),
            TYPE,
            DestroyReports.certificate(
                party.party(), row, Timestamps.format(row.destroyedAt.toEpochMilli())));
    row.certificateKey = party.drawId("key");
    row.state = OrderState.DESTROYING;
    row.nextTryAt = row.destroyedAt;
    row.attempts = 0;
    own.tell("order.destroyed", row.id);
  }

  @Transactional
  void told(String id, String event) {
    ReportOrderEntity row = orders.lock(id).orElseThrow();
    row.destruction = event;
    if (row.state == OrderState.DESTROYING) {
      row.state = OrderState.DESTROYED;
      row.nextTryAt = null;
    }
  }

  @Transactional
  void later(String id, Optional<Duration> asked) {
    ReportOrderEntity row = orders.lock(id).orElseThrow();
    if (row.state == OrderState.DESTROYING) {
      row.nextTryAt = NextTry.after(clock.instant(), row.attempts, asked);
      row.attempts++;
    }
  }
}
