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
import java.util.Objects;
import java.util.Optional;

/**
 * The transactions of an order up to its report. Each expects the state that it leaves: a step that
 * was overtaken by another one, or by a crash and its retry, changes nothing.
 */
@Singleton
class OrderSteps {
  /** How soon a consent that was asked for is looked for again, and how late. */
  private static final Duration SOONEST_LOOK = Duration.ofSeconds(2);

  private static final Duration LATEST_LOOK = Duration.ofMinutes(1);

  /** The pause grows with the age of the order: by this part of it. */
  private static final int PART_OF_AGE = 16;

  /** More answers that lapse than that are no accident: nothing more is bought. */
  private static final int MOST_LAPSED = 3;

  private final ReportOrderRepository orders;
  private final DestructionSteps destructions;
  private final TellOwnSystems own;
  private final Clock clock;

  OrderSteps(
      ReportOrderRepository orders,
      DestructionSteps destructions,
      TellOwnSystems own,
      Clock clock) {
    this.orders = orders;
    this.destructions = destructions;
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
          row.timesSigned++;
          row.state = OrderState.SIGNED;
          row.attempts = 0;
        });
  }

  /**
   * What was signed has bought nothing that can still be had; another one may be signed, after a
   * pause that grows.
   */
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
              if (hasLapsed && row.lapsedList().size() >= MOST_LAPSED) {
                end(row, OrderState.REFUSED, "RELEASE_LAPSED");
                return;
              }
              row.state = OrderState.QUEUED;
              row.nextTryAt = NextTry.after(clock.instant(), row.timesSigned - 1, Optional.empty());
            });
  }

  /** What was handed over and cannot be opened now: it is opened later, and not asked for again. */
  @Transactional
  void keep(String id, byte[] delivery) {
    boolean unused = change(id, OrderState.SIGNED, row -> row.delivery = delivery);
  }

  /**
   * The report has passed every check: it is kept, and its content sealed. One that the party has
   * answered to be gone before it came is destroyed in the same transaction.
   */
  @Transactional
  void open(String id, OpenedReport opened) {
    boolean isOpened =
        change(
            id,
            OrderState.SIGNED,
            row -> {
              opened.writeTo(row);
              row.openedAt = clock.instant();
              row.destroyAt =
                  row.openedAt.atZone(ZoneOffset.UTC).plus(Period.parse(row.retention)).toInstant();
              row.state = OrderState.OPENED;
              row.delivery = null;
              row.acknowledgeAt = row.openedAt;
              row.nextTryAt = null;
              row.attempts = 0;
              own.tell("order.opened", id);
            });
    if (isOpened) {
      ReportOrderEntity row = orders.findById(id);
      Optional<String> reason =
          orders.endedBy(Objects.requireNonNull(row.subject), Objects.requireNonNull(row.event));
      reason.ifPresent(why -> destructions.destroy(id, why));
    }
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
              row.delivery = null;
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
      end(row, state, code);
      more.make(row);
    }
  }

  private void end(ReportOrderEntity row, OrderState state, String code) {
    row.state = state;
    row.problemCode = code;
    row.person = null;
    row.nextTryAt = null;
    own.tell(state == OrderState.EXPIRED ? "order.expired" : "order.refused", row.id);
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

  /** The person has not answered yet. The longer they take, the seldomer the order is looked at. */
  @Transactional
  void awaitConsent(String id) {
    ReportOrderEntity row = orders.lock(id).orElseThrow();
    Instant now = clock.instant();
    Duration pause = Duration.between(row.createdAt, now).dividedBy(PART_OF_AGE);
    if (pause.compareTo(SOONEST_LOOK) < 0) {
      pause = SOONEST_LOOK;
    } else if (pause.compareTo(LATEST_LOOK) > 0) {
      pause = LATEST_LOOK;
    }
    Instant next = now.plus(pause);
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
