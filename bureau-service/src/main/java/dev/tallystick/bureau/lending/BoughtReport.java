package dev.tallystick.bureau.lending;

import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.EventId;
import java.util.Map;
import java.util.Set;

/**
 * A report as the log has its sale.
 *
 * @param subject the person's token
 * @param consents the consents that the sale rests on, by id
 * @param guards what the sale rests on, key to version
 */
record BoughtReport(
    EventId event,
    BureauId bureau,
    String subject,
    String inquiry,
    Set<String> consents,
    Map<String, Long> guards) {
  BoughtReport {
    consents = Set.copyOf(consents);
    guards = Map.copyOf(guards);
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "BoughtReport[" + event + "]";
  }
}
