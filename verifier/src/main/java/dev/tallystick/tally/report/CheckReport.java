package dev.tallystick.tally.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a command found about one thing: checks with their verdicts, notes without one, and facts
 * for programs. The verdict on the whole is that of all checks together.
 *
 * <p>Names of checks and facts are API, listed in the README. Not thread-safe.
 */
public final class CheckReport {
  private static final int NAME_WIDTH = 11;
  private static final int VERDICT_WIDTH = CheckVerdict.DOES_NOT_HOLD.words().length();

  private final String command;
  private final String subject;
  private final List<Line> lines = new ArrayList<>();
  private final Map<String, Object> facts = new LinkedHashMap<>();

  /** A check if it has a verdict, else a note. */
  private record Line(String name, @Nullable CheckVerdict verdict, String detail) {}

  /** Begins the report of a command about a file, a folder or an address. */
  public CheckReport(String command, String subject) {
    this.command = command;
    this.subject = subject;
  }

  /** Adds a check that holds. */
  public void holds(String check, String detail) {
    add(check, CheckVerdict.HOLDS, detail);
  }

  /** Adds a check that does not hold; the detail names rule, place and values. */
  public void fails(String check, String detail) {
    add(check, CheckVerdict.DOES_NOT_HOLD, detail);
  }

  /** Adds a check that could not be made; the detail says what is missing. */
  public void cannotTell(String check, String detail) {
    add(check, CheckVerdict.CANNOT_TELL, detail);
  }

  /** Adds what a service has refused; the detail says which rule, and why. */
  public void refused(String check, String detail) {
    add(check, CheckVerdict.REFUSED, detail);
  }

  /** Returns the verdict on the checks of this name; empty if there is none. */
  public Optional<CheckVerdict> verdict(String check) {
    return lines.stream()
        .filter(line -> line.name().equals(check))
        .flatMap(line -> Stream.ofNullable(line.verdict()))
        .reduce(CheckVerdict::and);
  }

  /** Adds a check with its verdict. */
  public void add(String check, CheckVerdict verdict, String detail) {
    lines.add(new Line(check, verdict, detail));
  }

  /** Adds a line for people; programs find the same among the facts. */
  public void note(String name, String detail) {
    lines.add(new Line(name, null, detail));
  }

  /**
   * Adds a member of the JSON form.
   *
   * @param value a string, integer or boolean, or a list or map of such
   */
  public void fact(String name, Object value) {
    facts.put(name, value);
  }

  /** Returns the verdict on all checks; without any there is nothing to tell. */
  public CheckVerdict verdict() {
    CheckVerdict all = null;
    for (Line line : lines) {
      CheckVerdict verdict = line.verdict();
      if (verdict != null) {
        all = all == null ? verdict : all.and(verdict);
      }
    }
    return all == null ? CheckVerdict.CANNOT_TELL : all;
  }

  /**
   * Returns the first check that gives the report its verdict, as a line; empty if there is none.
   */
  public String reason() {
    CheckVerdict all = verdict();
    return lines.stream()
        .filter(line -> line.verdict() == all)
        .findFirst()
        .map(line -> line.name() + ": " + line.detail())
        .orElse("");
  }

  /** Prints the report and returns the exit code. */
  public int print(PrintWriter out, ReportForm form) {
    if (form == ReportForm.JSON) {
      out.println(AsciiJson.of(toMap()));
    } else {
      printText(out, form);
    }
    out.flush();
    return verdict().exitCode();
  }

  private void printText(PrintWriter out, ReportForm form) {
    CheckVerdict whole = verdict();
    out.println(Printable.of(subject + ": ") + form.coloured(whole, whole.words()));
    for (Line line : lines) {
      CheckVerdict verdict = line.verdict();
      String words = ("%-" + VERDICT_WIDTH + "s").formatted(verdict == null ? "" : verdict.words());
      out.println(
          Printable.of(("  %-" + NAME_WIDTH + "s  ").formatted(line.name()))
              + (verdict == null ? words : form.coloured(verdict, words))
              + Printable.of("  " + line.detail()));
    }
  }

  private Map<String, Object> toMap() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("command", command);
    json.put("subject", subject);
    json.put("verdict", verdict().code());
    json.put("exitCode", verdict().exitCode());
    List<Map<String, Object>> checks = new ArrayList<>();
    for (Line line : lines) {
      CheckVerdict verdict = line.verdict();
      if (verdict != null) {
        Map<String, Object> check = new LinkedHashMap<>();
        check.put("name", line.name());
        check.put("verdict", verdict.code());
        check.put("detail", line.detail());
        checks.add(check);
      }
    }
    json.put("checks", checks);
    json.putAll(facts);
    return json;
  }
}
