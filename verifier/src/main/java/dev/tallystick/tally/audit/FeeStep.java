package dev.tallystick.tally.audit;

import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.PartyRegistered;
import dev.tallystick.events.type.ReleaseFee;
import dev.tallystick.events.type.TariffLine;
import dev.tallystick.events.type.TariffPublished;
import dev.tallystick.party.account.TariffHistory;
import dev.tallystick.party.account.TariffKey;
import dev.tallystick.tally.report.CheckReport;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Each fee is a line of its seller's tariff as it was in force, for the product that was sold and
 * for the class that the buyer is registered in (I7), or nothing because the same was charged
 * already.
 */
final class FeeStep implements AuditStep {
  private final AuditFindings findings = new AuditFindings("fees");
  private final TariffHistory tariffs = new TariffHistory();
  private final Map<String, String> classes = new HashMap<>();
  private long fees;

  @Override
  public void see(AuditedEntry entry) {
    entry
        .data(TariffPublished.NAME, TariffPublished::read)
        .ifPresent(published -> tariffs.add(published, entry.index()));
    entry.data(PartyRegistered.NAME, PartyRegistered::read).ifPresent(this::registered);
    entry
        .data(DataReleased.NAME, DataReleased::read)
        .ifPresent(release -> release.fee().ifPresent(fee -> charged(entry, release, fee)));
  }

  private void registered(PartyRegistered party) {
    party.userClass().ifPresent(userClass -> classes.put(party.party(), userClass));
  }

  private void charged(AuditedEntry entry, DataReleased release, ReleaseFee fee) {
    fees++;
    violation(entry, release, fee).ifPresent(rule -> findings.at(entry.index(), rule));
  }

  private Optional<String> violation(AuditedEntry entry, DataReleased release, ReleaseFee fee) {
    long millis = entry.recordedMillis();
    Optional<TariffPublished> found =
        tariffs
            .inForce(fee.tariff().value(), millis)
            .filter(tariff -> tariff.party().equals(release.from()));
    if (found.isEmpty()) {
      return Optional.of("its fee is of no tariff of its seller that was in force");
    }
    Optional<TariffLine> line =
        tariffs.lineInForce(new TariffKey(fee.tariff().value(), fee.line()), millis, entry.index());
    boolean isRepeat = fee.dedupOf().isPresent() && fee.amount() == 0;
    if (line.isEmpty()
        || !fee.currency().equals(found.get().currency())
        || (fee.amount() != line.get().amount() && !isRepeat)) {
      return Optional.of(
          "its fee of %d is not the line of the tariff, which is %s"
              .formatted(fee.amount(), line.map(TariffLine::amount).orElse(null)));
    }
    return offer(release, line.get());
  }

  private Optional<String> offer(DataReleased release, TariffLine line) {
    if (!line.product().equals(release.product())) {
      return Optional.of("its fee is the line of another product");
    }
    String registered = classes.get(release.to());
    return registered == null || registered.equals(line.userClass())
        ? Optional.empty()
        : Optional.of(
            "its fee is the line for %s, and %s is registered as %s"
                .formatted(line.userClass(), release.to(), registered));
  }

  @Override
  public void pass(long index) {}

  @Override
  public void tell(CheckReport report, long size) {
    findings.tell(report, "%d fees are lines of published tariffs".formatted(fees));
  }
}
