package dev.tallystick.tally.show;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tally.document.RecordOrigin;
import dev.tallystick.tally.document.RecordRelease;
import dev.tallystick.tally.report.Printable;
import java.io.PrintWriter;

/** Writes what the vault answers about where a record came from and went. */
public final class RecordOriginText {
  private final RecordOrigin.Partial answer;

  /** Of this answer. */
  public RecordOriginText(JsonObject answer) {
    this.answer = new RecordOrigin.Partial(answer);
  }

  /** Whether it is one. */
  public static boolean isOne(JsonObject json) {
    return new RecordOrigin.Partial(json).record().isPresent();
  }

  /** Writes the record, its deposit and its releases, and how to go on from them. */
  public void print(PrintWriter out) {
    tell(
        out,
        "%s  %s of %s, version %d"
            .formatted(
                answer.record().orElse("?"),
                answer.category().orElse("?"),
                answer.source().orElse("?"),
                answer.version().orElse(1)));
    tell(
        out,
        "  came in %s, entry of event %s"
            .formatted(answer.chunk().orElse("?"), answer.deposit().orElse("?")));
    answer.inputs().forEach(input -> tell(out, "  derived from " + input));
    for (RecordRelease.Partial release : answer.releases()) {
      tell(
          out,
          "  went to %s in version %d: tally lineage %s"
              .formatted(
                  release.to().orElse("?"),
                  release.version().orElse(1),
                  release.release().orElse("?")));
    }
    if (answer.releases().isEmpty()) {
      tell(out, "  went to nobody");
    }
  }

  private static void tell(PrintWriter out, String line) {
    out.println(Printable.of(line));
  }
}
