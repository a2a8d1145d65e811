package dev.tallystick.gateway.order;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An order and how far it is. */
public record ReportOrderJson(
    String order,
    OrderState state,
    @Nullable String waitsFor,
    Instant createdAt,
    Instant deadline,
    String bureau,
    String product,
    String purpose,
    @Nullable String clerk,
    @Nullable String subject,
    @Nullable String consent,
    @Nullable String consentAsk,
    @Nullable String inquiry,
    List<String> lapsed,
    @Nullable String release,
    @Nullable String eventId,
    @Nullable Long index,
    @Nullable OrderFeeJson fee,
    List<String> omitted,
    List<String> changed,
    @Nullable Instant openedAt,
    @Nullable Instant acknowledgedAt,
    @Nullable Instant destroyAt,
    @Nullable Instant destroyedAt,
    @Nullable String destruction,
    @Nullable String decision,
    @Nullable String decisionEventId,
    @Nullable String decisionProblem,
    @Nullable OrderProblemJson problem) {
  static ReportOrderJson of(ReportOrderEntity row) {
    return new ReportOrderJson(
        row.id,
        row.state,
        waitsFor(row),
        row.createdAt,
        row.deadline,
        row.bureau,
        row.product,
        row.purpose,
        row.clerk,
        row.subject,
        row.consent,
        row.consentAsk,
        row.inquiry,
        row.lapsedList(),
        row.release,
        row.event,
        row.logIndex,
        fee(row),
        row.omissions(),
        row.changed.isEmpty() ? List.of() : List.of(row.changed.split(",")),
        row.openedAt,
        row.acknowledgedAt,
        row.destroyAt,
        row.destroyedAt,
        row.destruction,
        row.decision,
        row.decisionEvent,
        row.decisionProblem,
        row.problemCode == null
            ? null
            : new OrderProblemJson(
                row.problemCode, row.problemRule, row.problemEvent, row.problem));
  }

  private static @Nullable String waitsFor(ReportOrderEntity row) {
    if (row.state == OrderState.QUEUED && row.consent == null) {
      return "CONSENT";
    }
    boolean isTriedInVain =
        (row.state == OrderState.QUEUED || row.state == OrderState.SIGNED) && row.attempts > 0;
    return isTriedInVain ? "SUITE" : null;
  }

  private static @Nullable OrderFeeJson fee(ReportOrderEntity row) {
    return row.amount == null
        ? null
        : new OrderFeeJson(
            row.amount,
            Objects.requireNonNullElse(row.currency, ""),
            Objects.requireNonNullElse(row.tariff, ""),
            Objects.requireNonNullElse(row.tariffLine, ""),
            row.dedupOf,
            row.isPricePublished);
  }

  @Override
  public String toString() {
    return "ReportOrderJson[" + order + "]";
  }
}
