package dev.tallystick.gateway.desk;

import dev.tallystick.gateway.consent.PersonAskJson;
import dev.tallystick.gateway.consent.PersonAskState;
import dev.tallystick.web.ReaderText;
import io.quarkus.qute.TemplateData;
import java.util.Objects;

/**
 * A consent that a person is asked for.
 *
 * @param problem the code by which the suite has refused it
 */
@TemplateData
public record AskView(
    String id,
    PersonAskState state,
    String made,
    String bureau,
    String purpose,
    String categories,
    String retention,
    String until,
    String problem) {
  static AskView of(PersonAskJson ask, ReaderText text) {
    return new AskView(
        ask.ask(),
        ask.state(),
        text.moment(ask.createdAt()),
        ask.bureau(),
        ask.purpose(),
        String.join(", ", ask.categories()),
        text.period(ask.retention()),
        text.day(text.dayOf(ask.validUntil())),
        Objects.requireNonNullElse(ask.problemCode(), ""));
  }

  /** Whether a report may be ordered on it: the person may answer yet, or has said yes. */
  public boolean open() {
    return state == PersonAskState.GIVEN || state == PersonAskState.ASKED;
  }
}
