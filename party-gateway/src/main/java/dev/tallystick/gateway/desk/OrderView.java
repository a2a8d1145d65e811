package dev.tallystick.gateway.desk;

import dev.tallystick.gateway.order.ReportOrderJson;
import dev.tallystick.web.ReaderText;
import io.quarkus.qute.TemplateData;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An order as its own page tells it: what it has cost, and the proofs of both halves.
 *
 * @param release the id of the sale
 * @param event its entry in the log
 * @param place its place in the log
 * @param tariff the tariff and the line of it
 * @param published whether the bureau's tariff has that price: {@code true}, {@code false}, or
 *     nothing while it was not looked up
 * @param opened when the report came and had passed every check, the seller's half among them
 * @param acknowledged since when the log has this party's half
 * @param destroyAt when the report is destroyed, or was
 * @param decision what was decided, as it is told to the bureau
 * @param told the entry of the decision; or the code by which the bureau has refused it
 */
@TemplateData
public record OrderView(
    OrderLine line,
    String release,
    String event,
    String place,
    String tariff,
    String published,
    String opened,
    String acknowledged,
    String destroyAt,
    Optional<DecisionView> decision,
    String told,
    List<String> omitted,
    List<String> changed) {
  static OrderView of(ReportOrderJson order, ReaderText text) {
    return new OrderView(
        OrderLine.of(order, text),
        Objects.requireNonNullElse(order.release(), ""),
        Objects.requireNonNullElse(order.eventId(), ""),
        order.index() == null ? "" : text.number(order.index()),
        Optional.ofNullable(order.fee()).map(fee -> fee.tariff() + " " + fee.line()).orElse(""),
        Optional.ofNullable(order.fee())
            .flatMap(fee -> Optional.ofNullable(fee.published()))
            .map(String::valueOf)
            .orElse(""),
        OrderLine.moment(text, order.openedAt()),
        OrderLine.moment(text, order.acknowledgedAt()),
        OrderLine.moment(
            text, order.destroyedAt() == null ? order.destroyAt() : order.destroyedAt()),
        Optional.ofNullable(order.decision()).flatMap(DecisionView::of),
        Optional.ofNullable(order.decisionEventId())
            .or(() -> Optional.ofNullable(order.decisionProblem()))
            .orElse(""),
        order.omitted(),
        order.changed());
  }
}
