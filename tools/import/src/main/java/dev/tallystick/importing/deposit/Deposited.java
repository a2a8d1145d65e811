package dev.tallystick.importing.deposit;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.Deposit;
import java.util.Map;
import java.util.TreeMap;

/** What became of the lines that were sent. For one thread. */
public final class Deposited {
  private static final String PROHIBITED = "CATEGORY_PROHIBITED";

  private final Map<String, Long> refused = new TreeMap<>();
  private long chunks;
  private long stored;
  private long duplicates;
  private long earlier;

  void add(Deposit deposit) {
    chunks++;
    stored += deposit.count();
    duplicates += deposit.duplicates();
    deposit.refused().forEach(line -> refused.merge(why(line), 1L, Long::sum));
  }

  /** The code, and the member and the rule that it breaks: names of the mapping, no values. */
  private static String why(JsonObject line) {
    return line.findString("code").orElse("REFUSED")
        + line.findString("field").map(field -> ", " + field).orElse("")
        + line.findString("rule").map(rule -> ": " + rule).orElse("");
  }

  void addEarlier(long lines) {
    earlier += lines;
  }

  /** How many chunks were signed and logged. */
  public long chunks() {
    return chunks;
  }

  /** How many records were stored. */
  public long stored() {
    return stored;
  }

  /** How many lines the vault had already. */
  public long duplicates() {
    return duplicates;
  }

  /** How many lines an earlier run of the same import has had logged. */
  public long earlier() {
    return earlier;
  }

  /** How many lines were refused but for being prohibited, which the mapping has said. */
  public long refusals() {
    return refused.entrySet().stream()
        .filter(each -> !each.getKey().startsWith(PROHIBITED))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Whether anything of the file is kept now, by this run or an earlier one. */
  public boolean isAny() {
    return stored + duplicates + earlier > 0;
  }

  /** How many lines were refused, by code, member and rule. */
  public Map<String, Long> refused() {
    return refused;
  }
}
