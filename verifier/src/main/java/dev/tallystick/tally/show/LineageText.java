package dev.tallystick.tally.show;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tally.document.LineageNode;
import dev.tallystick.tally.document.LineageSource;
import dev.tallystick.tally.document.LineageTree;
import dev.tallystick.tally.report.Printable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** Writes what audit-service answers about the lineage of a release as text for people. */
public final class LineageText {
  private static final int INDENT = 2;

  private final LineageTree.Partial answer;

  /** Of this answer. */
  public LineageText(JsonObject answer) {
    this.answer = new LineageTree.Partial(answer);
  }

  /** Whether it is one. */
  public static boolean isOne(JsonObject json) {
    return new LineageTree.Partial(json).release().isPresent();
  }

  /** Writes it, each generation further in than the one before. */
  public void print(PrintWriter out) {
    answer.release().ifPresent(release -> line(out, release, 0));
    steps(out, "It was made from:", answer.up(), "It was made from no other release.");
    if (!answer.deposits().isEmpty()) {
      out.println();
      out.println("The records came in:");
      answer.deposits().forEach(deposit -> source(out, deposit));
    }
    steps(out, "This was made of it:", answer.down(), "Nothing that you may see was made of it.");
  }

  private static void steps(
      PrintWriter out, String heading, List<LineageNode.Partial> steps, String none) {
    out.println();
    out.println(steps.isEmpty() ? none : heading);
    for (LineageNode.Partial step : steps) {
      line(out, step, INDENT * Math.toIntExact(Math.min(step.distance().orElse(1L), 16L)));
    }
  }

  /** Writes a deposit in a line. */
  static void source(PrintWriter out, LineageSource.Partial deposit) {
    StringBuilder text = new StringBuilder(" ".repeat(INDENT));
    text.append(deposit.chunk().or(deposit::event).orElse("a deposit"));
    deposit.from().ifPresent(from -> text.append("  by ").append(from));
    deposit.recordedAt().ifPresent(time -> text.append(", ").append(time));
    deposit.index().ifPresent(index -> text.append(", entry ").append(index));
    out.println(Printable.of(text.toString()));
  }

  /** Writes a release in a line. */
  static void line(PrintWriter out, LineageNode.Partial step, int indent) {
    StringBuilder text = new StringBuilder(" ".repeat(indent));
    text.append(step.release().or(step::event).orElse("a release"));
    Optional<String> from = step.from();
    if (from.isPresent()) {
      text.append("  ").append(from.get()).append(" to ").append(step.to().orElse("?"));
    }
    step.recordedAt().ifPresent(time -> text.append(", ").append(time));
    step.index().ifPresent(index -> text.append(", entry ").append(index));
    step.product().ifPresent(product -> text.append(", as ").append(product));
    step.fee().flatMap(Amounts::of).ifPresent(fee -> text.append(", for ").append(fee));
    step.acknowledged().ifPresent(end -> text.append(", acknowledged"));
    step.undelivered().ifPresent(end -> text.append(", did not arrive"));
    step.destroyed().ifPresent(end -> text.append(", destroyed"));
    out.println(Printable.of(text.toString()));
  }
}
