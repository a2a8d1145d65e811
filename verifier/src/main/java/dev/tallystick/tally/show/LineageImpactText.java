package dev.tallystick.tally.show;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tally.document.LineageImpact;
import dev.tallystick.tally.document.LineageParty;
import dev.tallystick.tally.document.LineageSum;
import dev.tallystick.tally.report.Printable;
import java.io.PrintWriter;
import java.util.List;

/** Writes what audit-service answers about what follows from a deposit, consent, party … */
public final class LineageImpactText {
  private final LineageImpact.Partial answer;

  /** Of this answer. */
  public LineageImpactText(JsonObject answer) {
    this.answer = new LineageImpact.Partial(answer);
  }

  /** Whether it is one. */
  public static boolean isOne(JsonObject json) {
    return new LineageImpact.Partial(json).counts().isPresent();
  }

  /** Writes the sums, who has something, and the releases of the page. */
  public void print(PrintWriter out) {
    answer.counts().ifPresent(counts -> sums(out, counts));
    parties(out, "Given by:", answer.sources());
    parties(out, "Got by:", answer.holders());
    if (!answer.deposits().isEmpty()) {
      out.println();
      out.println("The records came in:");
      answer.deposits().forEach(deposit -> LineageText.source(out, deposit));
    }
    if (!answer.releases().isEmpty()) {
      out.println();
      out.println("The releases, the newest first:");
      answer.releases().forEach(release -> LineageText.line(out, release, 2));
    }
    out.println();
    answer.next().ifPresent(next -> tell(out, "There are more releases: --cursor " + next));
    if (!answer.complete().orElse(false)) {
      tell(
          out,
          "This is not all of it"
              + (answer.earlier().isPresent()
                  ? "; what is older: --before " + answer.earlier().getAsLong()
                  : "."));
    }
  }

  private static void sums(PrintWriter out, LineageSum.Partial counts) {
    tell(
        out,
        "%d releases about %d people, of records from %d deposits: %d are held, %d did not arrive, %d were destroyed."
            .formatted(
                counts.releases().orElse(0),
                counts.people().orElse(0),
                counts.deposits().orElse(0),
                counts.held().orElse(0),
                counts.undelivered().orElse(0),
                counts.destroyed().orElse(0)));
  }

  private static void parties(PrintWriter out, String heading, List<LineageParty.Partial> parties) {
    if (parties.isEmpty()) {
      return;
    }
    out.println();
    out.println(heading);
    for (LineageParty.Partial party : parties) {
      StringBuilder text = new StringBuilder("  ");
      text.append(party.party().orElse("?")).append("  ").append(party.releases().orElse(0));
      party.held().ifPresent(held -> text.append(", has ").append(held));
      party.told().ifPresent(told -> text.append(told ? ", was told" : ", was not told"));
      tell(out, text.toString());
    }
  }

  private static void tell(PrintWriter out, String line) {
    out.println(Printable.of(line));
  }
}
