package dev.tallystick.tally.party;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tally.document.AppendedAnswer;
import dev.tallystick.tally.report.CheckReport;
import java.util.List;

/** Tells which entries register keys. */
public final class KeyAnswers {
  private KeyAnswers() {}

  /** Tells of the signing key, and of the key to seal to if it was registered too. */
  public static void tell(CheckReport report, List<JsonObject> answers) {
    List<String> events =
        answers.stream()
            .map(each -> new AppendedAnswer.Partial(each).eventId().orElse(""))
            .toList();
    report.holds("signing", "registered by event " + events.get(0));
    if (events.size() > 1) {
      report.holds("sealing", "registered by event " + events.get(1));
    }
    report.fact("events", events);
  }
}
