package dev.tallystick.tally.audit;

import dev.tallystick.events.JsonArray;
import dev.tallystick.events.JsonObject;
import dev.tallystick.events.JsonValue;
import dev.tallystick.tally.report.Report;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Each fee is a line of a tariff that its seller had published before (I7), or nothing because the
 * same was charged already.
 */
final class FeeStep implements AuditStep {
  private final Findings findings = new Findings("fees");
  private final Map<String, Tariff> tariffs = new HashMap<>();
  private long fees;

  private record Tariff(String publisher, String currency, Map<String, Long> amounts) {}

  @Override
  public void see(AuditedEntry entry) {
    if (entry.data().isEmpty()) {
      return;
    }
    JsonObject data = entry.data().get();
    if (entry.is("tariff.published")) {
      tariffs.put(data.getString("tariff"), tariff(data));
    } else if (entry.is("data.released") && data.has("fee")) {
      fees++;
      violation(data, data.getObject("fee")).ifPresent(rule -> findings.at(entry.index(), rule));
    }
  }

  private static Tariff tariff(JsonObject data) {
    Map<String, Long> amounts = new HashMap<>();
    List<JsonValue> lines = data.findArray("lines").map(JsonArray::items).orElse(List.of());
    for (JsonValue item : lines) {
      JsonObject line = (JsonObject) item;
      amounts.put(line.getString("line"), line.getInteger("amount"));
    }
    return new Tariff(data.getString("party"), data.getString("currency"), amounts);
  }

  private Optional<String> violation(JsonObject release, JsonObject fee) {
    Tariff tariff = tariffs.get(fee.getString("tariff"));
    if (tariff == null || !tariff.publisher().equals(release.getString("from"))) {
      return Optional.of("its fee is of no tariff that its seller has published before");
    }
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
  public void tell(Report report, long size) {
    findings.tell(report, "%d fees are lines of published tariffs".formatted(fees));
  }
}
