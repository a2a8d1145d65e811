package dev.tallystick.importing;

import dev.tallystick.importing.deposit.Deposited;
import dev.tallystick.importing.lines.Outcomes;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an import tells at its end: numbers of lines and names of columns, no value of the file. */
final class ImportReport {
  private final PrintStream out;

  ImportReport(PrintStream out) {
    this.out = out;
  }

  void rows(Outcomes outcomes) {
    out.printf("rows        %,d%n", outcomes.rows());
    outcomes
        .records()
        .forEach((category, count) -> out.printf("  %,10d  records of %s%n", count, category));
    for (Map.Entry<Outcomes.Reason, Outcomes.Rows> left : outcomes.left().entrySet()) {
      out.printf(
          "  %,10d  %s%s%n",
          left.getValue().count(), text(left.getKey()), first(left.getValue().first()));
    }
  }

  private static String text(Outcomes.Reason reason) {
    String column = reason.column().isEmpty() ? "" : ", column " + reason.column();
    return switch (reason.kind()) {
      case REFUSED -> "refused: " + reason.code() + column;
      case PROHIBITED -> "prohibited goods dropped (R21): " + reason.code();
      case LEFT_OUT -> "left out: " + reason.code();
    };
  }

  private static String first(List<Long> rows) {
    return rows.stream()
        .map(row -> row == 0 ? "a summary" : "line " + row)
        .collect(Collectors.joining(", ", " (", ", …)"));
  }

  /** What the vault's schemas say of the lines. */
  void judged(JudgedLines judged) {
    out.printf(
        "judged      %,d records by the vault's schemas%n", judged.sound() + judged.flawed());
    for (Map.Entry<String, Outcomes.Rows> flaw : judged.flaws().entrySet()) {
      out.printf(
          "  %,10d  would be refused by the vault: %s%s%n",
          flaw.getValue().count(), flaw.getKey(), first(flaw.getValue().first()));
    }
  }

  void claimed(int customers) {
    if (customers > 0) {
      out.printf("claimed     %,d customers by a second identifier%n", customers);
    }
  }

  void deposited(Deposited deposited) {
    out.printf(
        "deposited   %,d records in %,d signed chunks%n", deposited.stored(), deposited.chunks());
    if (deposited.earlier() > 0) {
      out.printf("  %,10d  lines were logged by an earlier run%n", deposited.earlier());
    }
    if (deposited.duplicates() > 0) {
      out.printf("  %,10d  records were there already%n", deposited.duplicates());
    }
    deposited
        .refused()
        .forEach((code, count) -> out.printf("  %,10d  refused by the vault: %s%n", count, code));
  }
}
