package dev.tallystick.gateway.order;

import dev.tallystick.gateway.webhook.TellOwnSystems;
import dev.tallystick.gateway.work.NextTry;
import dev.tallystick.party.RefusedException;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * The transactions of an order up to its report. Each expects the state that it leaves: a step that
 * was overtaken by another one, or by a crash and its retry, changes nothing.
 */
@Singleton
class OrderSteps {
  /** How often a consent that was asked for is looked for again. */
  private static final Duration LOOK_FOR_CONSENT = Duration.ofSeconds(2);

  private final ReportOrderRepository orders;
  private final TellOwnSystems own;
  private final Clock clock;

  OrderSteps(ReportOrderRepository orders, TellOwnSystems own, Clock clock) {
    this.orders = orders;
    this.own = own;
    this.clock = clock;
  }

  @Transactional
  List<String> due(int most) {
    return orders.due(clock.instant(), most);
  }

  @Transactional
  Optional<ReportOrderEntity> find(String id) {
    return orders.findByIdOptional(id);
  }

  /** A statement that buys is signed: from here on it is sent until its outcome is known. */
  @Transactional
  boolean sign(String id, SignedInquiry signed) {
    return change(
        id,
        OrderState.QUEUED,
        row -> {
          row.subject = signed.subject();
          row.person = null;
          row.consent = signed.consent();
          row.inquiry = signed.inquiry();
          row.request = signed.request();
          row.requestKey = signed.key();
          row.signedAt = clock.instant();
          row.state = OrderState.SIGNED;
          row.attempts = 0;
        });
  }

  /** What was signed has bought nothing that can still be had; another one may be signed. */
  @Transactional
  void queueAgain(String id, boolean hasLapsed) {
    boolean unused =
        change(
            id,
            OrderState.SIGNED,
            row -> {
              String inquiry = row.inquiry;
              if (hasLapsed && inquiry != null) {
                row.lapsed = row.lapsed.isEmpty() ? inquiry : row.lapsed + "," + inquiry;
              }
              row.state = OrderState.QUEUED;
              row.nextTryAt = clock.instant();
            });
  }

  /** The report has passed every check: it is kept, and its content sealed. */
  @Transactional
  void open(String id, OpenedReport opened) {
    boolean unused =
        change(
            id,
            OrderState.SIGNED,
            row -> {
              opened.writeTo(row);
              row.openedAt = clock.instant();
              row.destroyAt =
                  row.openedAt.atZone(ZoneOffset.UTC).plus(Period.parse(row.retention)).toInstant();
              row.state = OrderState.OPENED;
              row.nextTryAt = clock.instant();
              row.attempts = 0;
              own.tell("order.opened", id);
            });
  }

  /** What was handed over is not what the log says of it, or is in no log. */
  @Transactional
  void flaw(String id, String flaw, byte[] evidence) {
    boolean unused =
        change(
            id,
            OrderState.SIGNED,
            row -> {
              row.state = OrderState.FLAWED;
              row.problemCode = flaw;
              row.evidence = evidence;
              row.nextTryAt = null;
              own.tell("order.flawed", id);
            });
  }

  @Transactional
  void refuse(String id, RefusedException refusal) {
    end(
        id,
        OrderState.REFUSED,
        refusal.code().isEmpty() ? "REQUEST_REFUSED" : refusal.code(),
        row -> {
          row.problemRule = refusal.ruleId().orElse(null);
          row.problemEvent = refusal.auditEventId().orElse(null);
          row.problem = refusal.problem().findString("detail").orElse(null);
        });
  }

  @Transactional
  void refuse(String id, String code) {
    end(id, OrderState.REFUSED, code, row -> {});
  }

  @Transactional
  void expire(String id) {
    end(id, OrderState.EXPIRED, "DEADLINE_PASSED", row -> {});
  }

  private void end(String id, OrderState state, String code, Change more) {
    ReportOrderEntity row = orders.lock(id).orElseThrow();
    if (row.state == OrderState.QUEUED || row.state == OrderState.SIGNED) {
      row.state = state;
      row.problemCode = code;
      row.person = null;
      row.nextTryAt = null;
      more.make(row);
      own.tell(state == OrderState.EXPIRED ? "order.expired" : "order.refused", id);
    }
  }

  /** The suite is away: the same step is tried again, ever later. */
  @Transactional
  void later(String id, Optional<Duration> asked) {
    ReportOrderEntity row = orders.lock(id).orElseThrow();
    if (row.nextTryAt != null) {
      row.nextTryAt = NextTry.after(clock.instant(), row.attempts, asked);
      row.attempts++;
    }
  }

  /** The person has not answered yet. */
  @Transactional
  void awaitConsent(String id) {
    ReportOrderEntity row = orders.lock(id).orElseThrow();
    Instant next = clock.instant().plus(LOOK_FOR_CONSENT);
    row.nextTryAt = next.isBefore(row.deadline) ? next : row.deadline;
  }

  private boolean change(String id, OrderState from, Change change) {
    ReportOrderEntity row = orders.lock(id).orElseThrow();
    if (row.state != from) {
      return false;
    }
    change.make(row);
    return true;
  }

  /** What a step writes. */
  @FunctionalInterface
  private interface Change {
    void make(ReportOrderEntity row);
  }
}
