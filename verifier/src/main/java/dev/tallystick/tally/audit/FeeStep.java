package dev.tallystick.tally.audit;

import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.ReleaseFee;
import dev.tallystick.events.type.TariffId;
import dev.tallystick.events.type.TariffPublished;
import dev.tallystick.tally.report.CheckReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Each fee is a line of its seller's tariff as it was in force (I7), or nothing because the same
 * was charged already.
 */
final class FeeStep implements AuditStep {
  private final AuditFindings findings = new AuditFindings("fees");
  private final Map<TariffId, List<Tariff>> tariffs = new HashMap<>();
  private long fees;

  /** A version of a tariff; it is in force from its time on, until a later one is. */
  private record Tariff(
      String publisher, String currency, long fromMillis, Map<String, Long> amounts) {}

  @Override
  public void see(AuditedEntry entry) {
    entry
        .data(TariffPublished.NAME, TariffPublished::read)
        .ifPresent(
            published ->
                tariffs
                    .computeIfAbsent(published.tariff(), id -> new ArrayList<>())
                    .add(tariff(published)));
    entry
        .data(DataReleased.NAME, DataReleased::read)
        .ifPresent(release -> release.fee().ifPresent(fee -> charged(entry, release, fee)));
  }

  private void charged(AuditedEntry entry, DataReleased release, ReleaseFee fee) {
    fees++;
    violation(release, fee, entry.recordedMillis())
        .ifPresent(rule -> findings.at(entry.index(), rule));
  }

  private static Tariff tariff(TariffPublished published) {
    Map<String, Long> amounts = new HashMap<>();
    published.lines().forEach(line -> amounts.put(line.line(), line.amount()));
    return new Tariff(
        published.party(), published.currency(), published.effectiveFrom().toEpochMilli(), amounts);
  }

  /** The version in force: of those whose time has come, the one whose time came last. */
  private Optional<Tariff> inForce(TariffId id, long millis) {
    return tariffs.getOrDefault(id, List.of()).stream()
        .filter(tariff -> tariff.fromMillis() <= millis)
        .reduce((one, next) -> next.fromMillis() >= one.fromMillis() ? next : one);
  }

  private Optional<String> violation(DataReleased release, ReleaseFee fee, long millis) {
    Optional<Tariff> found =
        inForce(fee.tariff(), millis).filter(tariff -> tariff.publisher().equals(release.from()));
    if (found.isEmpty()) {
      return Optional.of("its fee is of no tariff of its seller that was in force");
    }
    Tariff tariff = found.get();
    Long amount = tariff.amounts().get(fee.line());
    long charged = fee.amount();
    boolean isRepeat = fee.dedupOf().isPresent() && charged == 0;
    if (amount == null
        || !fee.currency().equals(tariff.currency())
        || (charged != amount && !isRepeat)) {
      return Optional.of(
          "its fee of %d is not the line of the tariff, which is %s".formatted(charged, amount));
    }
    return Optional.empty();
  }

  @Override
  public void pass(long index) {}

  @Override
  public void tell(CheckReport report, long size) {
    findings.tell(report, "%d fees are lines of published tariffs".formatted(fees));
  }
}
