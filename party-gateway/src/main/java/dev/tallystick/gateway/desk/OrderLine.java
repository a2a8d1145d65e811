package dev.tallystick.gateway.desk;

import dev.tallystick.gateway.order.OrderState;
import dev.tallystick.gateway.order.ReportOrderJson;
import dev.tallystick.web.ReaderText;
import io.quarkus.qute.TemplateData;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order in a list, and at the head of its page.
 *
 * @param id its id
 * @param state how far it is
 * @param waiting for whom it waits: {@code CONSENT}, {@code SUITE}, or nothing
 * @param made when, and by which clerk
 * @param bureau who sells
 * @param purpose what for
 * @param price what it has cost
 * @param decided whether a decision is recorded
 * @param problem the code of what has ended it
 */
@TemplateData
public record OrderLine(
    String id,
    OrderState state,
    String waiting,
    String made,
    String bureau,
    String purpose,
    String price,
    boolean decided,
    String problem) {
  static OrderLine of(ReportOrderJson order, ReaderText text) {
    String clerk = order.clerk() == null ? "" : ", " + order.clerk();
    return new OrderLine(
        order.order(),
        order.state(),
        Objects.requireNonNullElse(order.waitsFor(), ""),
        text.moment(order.createdAt()) + clerk,
        order.bureau(),
        order.purpose(),
        Optional.ofNullable(order.fee())
            .map(fee -> text.money(fee.amount(), fee.currency()))
            .orElse(""),
        order.decision() != null,
        Optional.ofNullable(order.problem()).map(problem -> problem.code()).orElse(""));
  }

  static List<OrderLine> of(List<ReportOrderJson> orders, ReaderText text) {
    return orders.stream().map(order -> of(order, text)).toList();
  }

  /** Whether a report is here to be read. */
  public boolean ready() {
    return state == OrderState.OPENED || state == OrderState.ACKNOWLEDGED;
  }

  /** Whether nothing more comes of it. */
  public boolean ended() {
    return switch (state) {
      case QUEUED, SIGNED -> false;
      default -> true;
    };
  }

  /** Whether a report has been bought, and may be gone. */
  public boolean bought() {
    return ready() || state == OrderState.DESTROYING || state == OrderState.DESTROYED;
  }

  static String moment(ReaderText text, @Nullable Instant instant) {
    return instant == null ? "" : text.moment(instant);
  }
}
