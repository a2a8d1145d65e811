package dev.tallystick.gateway.order;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.gateway.document.LoanToOpen;
import dev.tallystick.gateway.problem.GatewayProblem;
import dev.tallystick.gateway.problem.GatewayProblemCode;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;

/** What a bureau is told of a loan that was opened on the report of an order. */
@Singleton
class LoanOpeningSteps {
  private final ReportOrderRepository orders;

  LoanOpeningSteps(ReportOrderRepository orders) {
    this.orders = orders;
  }

  /**
   * What is told of the loan, in a transaction of its own.
   *
   * @throws GatewayProblem if there is no such order, or it has no report yet
   */
  @Transactional
  JsonObject opening(LoanToTellJson.OpeningJson told) {
    ReportOrderEntity row =
        orders
            .findByIdOptional(told.order())
            .orElseThrow(GatewayProblemCode.ORDER_UNKNOWN::problem);
    if (row.event == null || row.consent == null) {
      throw GatewayProblemCode.REPORT_NOT_THERE.problem();
    }
    return new LoanToOpen(
            told.kind(), row.consent, told.openedOn(), List.of(row.event), told.told())
        .toJson();
  }
}
