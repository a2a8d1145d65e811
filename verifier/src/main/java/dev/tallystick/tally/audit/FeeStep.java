package dev.tallystick.tally.audit;

import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
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
  private final Map<String, List<Tariff>> tariffs = new HashMap<>();
  private long fees;

  /** A version of a tariff; it is in force from its time on, until a later one is. */
  private record Tariff(
      String publisher, String currency, long fromMillis, Map<String, Long> amounts) {}

  @Override
  public void see(AuditedEntry entry) {
    if (entry.data().isEmpty()) {
      return;
    }
    JsonObject data = entry.data().get();
    if (entry.is("tariff.published")) {
      tariffs.computeIfAbsent(data.getString("tariff"), id -> new ArrayList<>()).add(tariff(data));
    } else if (entry.is("data.released") && data.has("fee")) {
      fees++;
      violation(data, data.getObject("fee"), entry.recordedMillis())
          .ifPresent(rule -> findings.at(entry.index(), rule));
    }
  }

  private static Tariff tariff(JsonObject data) {
    Map<String, Long> amounts = new HashMap<>();
    List<JsonValue> lines = data.findArray("lines").map(JsonArray::items).orElse(List.of());
    for (JsonValue item : lines) {
      JsonObject line = (JsonObject) item;
      amounts.put(line.getString("line"), line.getInteger("amount"));
    }
    long from = Timestamps.parse(data.getString("effectiveFrom")).orElse(Long.MAX_VALUE);
    return new Tariff(data.getString("party"), data.getString("currency"), from, amounts);
  }

  /** The version in force: of those whose time has come, the one whose time came last. */
  private Optional<Tariff> inForce(String id, long millis) {
    return tariffs.getOrDefault(id, List.of()).stream()
        .filter(tariff -> tariff.fromMillis() <= millis)
        .reduce((one, next) -> next.fromMillis() >= one.fromMillis() ? next : one);
  }

  private Optional<String> violation(JsonObject release, JsonObject fee, long millis) {
    Optional<Tariff> found =
        inForce(fee.getString("tariff"), millis)
            .filter(tariff -> tariff.publisher().equals(release.getString("from")));
    if (found.isEmpty()) {
      return Optional.of("its fee is of no tariff of its seller that was in force");
    }
    Tariff tariff = found.get();
    Long amount = tariff.amounts().get(fee.getString("line"));
    long charged = fee.getInteger("amount");
    boolean isRepeat = fee.has("dedupOf") && charged == 0;
    if (amount == null
        || !fee.getString("currency").equals(tariff.currency())
        || (charged != amount && !isRepeat)) {
      return Optional.of(
          "its fee of %d is not the line of the tariff, which is %s".formatted(charged, amount));
    }
    return Optional.empty();
  }

  @Override
  public void tell(CheckReport report, long size) {
    findings.tell(report, "%d fees are lines of published tariffs".formatted(fees));
  }
}
