package dev.tallystick.gateway.desk;

import dev.tallystick.gateway.consent.AskConsent;
import dev.tallystick.gateway.consent.PersonAskJson;
import dev.tallystick.gateway.order.CreditDecisionJson;
import dev.tallystick.gateway.order.DecisionSteps;
import dev.tallystick.gateway.order.OrderRunner;
import dev.tallystick.gateway.order.PlaceReportOrder;
import dev.tallystick.gateway.order.ReadOrders;
import dev.tallystick.gateway.order.ReportOrderJson;
import dev.tallystick.gateway.order.ReportOrderRequestJson;
import dev.tallystick.gateway.problem.GatewayProblemCode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a page of orders asks of the gateway: the same as the API does. */
@Singleton
final class DeskOrders {
  private final PlaceReportOrder place;
  private final ReadOrders read;
  private final DecisionSteps decisions;
  private final AskConsent consents;
  private final Background background;

  /** What does orders, and what time it is. */
  @Singleton
  static final class Background {
    private final OrderRunner runner;
    private final Clock clock;

    Background(OrderRunner runner, Clock clock) {
      this.runner = runner;
      this.clock = clock;
    }
  }

  DeskOrders(
      PlaceReportOrder place,
      ReadOrders read,
      DecisionSteps decisions,
      AskConsent consents,
      Background background) {
    this.place = place;
    this.read = read;
    this.decisions = decisions;
    this.consents = consents;
    this.background = background;
  }

  List<ReportOrderJson> newest() {
    return read.list(Optional.empty(), null).orders();
  }

  ReportOrderJson find(String id) {
    return read.find(id);
  }

  String report(String id) {
    return read.report(id).report();
  }

  String receipt(String id) {
    return read.receipt(id);
  }

  /** The end of so many days from now. */
  Instant after(int days) {
    return background.clock.instant().plus(Duration.ofDays(days));
  }

  /** What an order is about, if its purpose has an object. */
  record About(@Nullable String kind, @Nullable String ref) {}

  /** An order on what a person was asked for: about that person, of that bureau, for that. */
  ReportOrderRequestJson onAsk(String id, String product, About about, int days) {
    PersonAskJson ask = consents.find(id);
    String subject = ask.subject();
    if (subject == null) {
      throw GatewayProblemCode.SUITE_UNAVAILABLE.problem();
    }
    return new ReportOrderRequestJson(
        null,
        subject,
        ask.bureau(),
        product,
        ask.purpose(),
        about.kind(),
        about.ref(),
        ask.categories(),
        null,
        ask.ask(),
        null,
        after(days));
  }

  String place(ReportOrderRequestJson request, String clerk) {
    return place.place(request, clerk).order();
  }

  /** There is an order that is due now. */
  void wake() {
    background.runner.wake();
  }

  String decide(String id, CreditDecisionJson decision, String clerk) {
    return decisions.decide(id, decision, clerk).order();
  }
}
