package dev.tallystick.gateway.order;

import dev.tallystick.gateway.document.OmissionShown;
import dev.tallystick.party.Delivery;
import dev.tallystick.party.OpenedPayload;
import dev.tallystick.party.ReleaseCost;
import java.util.stream.Collectors;

/** A report that has passed every check, with what is kept of it. */
final class OpenedReport {
  private final Delivery delivery;
  private final OpenedPayload opened;
  private final byte[] evidence;
  private final byte[] report;

  /**
   * A report.
   *
   * @param evidence what was handed over, sealed
   * @param report its content, sealed
   */
  OpenedReport(Delivery delivery, OpenedPayload opened, byte[] evidence, byte[] report) {
    this.delivery = delivery;
    this.opened = opened;
    this.evidence = evidence;
    this.report = report;
  }

  void writeTo(ReportOrderEntity row) {
    row.release = delivery.release();
    row.event = opened.eventId();
    row.logIndex = opened.index();
    row.entry = opened.entry().toByteArray();
    row.payloadDigest = opened.payload().digest().toByteArray();
    if (delivery.fee().isPresent()) {
      ReleaseCost fee = delivery.fee().get();
      row.amount = fee.amount();
      row.currency = fee.currency();
      row.tariff = fee.tariff();
      row.tariffLine = fee.line();
      row.dedupOf = fee.dedupOf().orElse(null);
    }
    row.omitted =
        delivery.omitted().stream()
            .map(OmissionShown.Partial::new)
            .map(
                each ->
                    each.code().orElse("")
                        + each.category().map(text -> " " + text).orElse("")
                        + each.from().map(text -> " from " + text).orElse(""))
            .collect(Collectors.joining("\n"));
    row.evidence = evidence;
    row.report = report;
  }

  @Override
  public String toString() {
    return "OpenedReport[" + delivery + "]";
  }
}
