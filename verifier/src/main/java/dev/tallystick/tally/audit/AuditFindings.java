package dev.tallystick.tally.audit;

import dev.tallystick.tally.report.CheckReport;
import dev.tallystick.tally.report.CheckVerdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one check found, and where: the first places in full, the rest as a number. Messages name
 * rules, places, hashes and counters; never a value of an event.
 */
public final class AuditFindings {
  private static final int KEPT = 20;

  private final String check;
  private final List<Map<String, Object>> kept = new ArrayList<>();
  private long failed;
  private long untold;
  private String firstFailure = "";
  private String firstUntold = "";

  /** Begins without findings. */
  public AuditFindings(String check) {
    this.check = check;
  }

  /** An entry breaks the rule. */
  public void at(long index, String rule) {
    if (failed++ == 0) {
      firstFailure = place(index, rule);
    }
    keep(index, rule, CheckVerdict.DOES_NOT_HOLD);
  }

  /** Of an entry it cannot be told whether it keeps the rule. */
  public void untoldAt(long index, String reason) {
    if (untold++ == 0) {
      firstUntold = place(index, reason);
    }
    keep(index, reason, CheckVerdict.CANNOT_TELL);
  }

  private void keep(long index, String rule, CheckVerdict verdict) {
    if (kept.size() < KEPT) {
      Map<String, Object> fact = new LinkedHashMap<>();
      fact.put("index", index);
      fact.put("rule", rule);
      fact.put("verdict", verdict.code());
      kept.add(fact);
    }
  }

  private static String place(long index, String rule) {
    return "entry %d: %s".formatted(index, rule);
  }

  /** Adds the check to the report; what holds is said in the given words. */
  public void tell(CheckReport report, String holds) {
    if (failed > 0) {
      report.fails(check, firstFailure + more(failed));
    } else if (untold > 0) {
      report.cannotTell(check, firstUntold + more(untold));
    } else {
      report.holds(check, holds);
    }
    if (!kept.isEmpty()) {
      report.fact(check + "Findings", kept);
    }
  }

  private static String more(long count) {
    return count == 1 ? "" : " (and %d more entries)".formatted(count - 1);
  }
}
