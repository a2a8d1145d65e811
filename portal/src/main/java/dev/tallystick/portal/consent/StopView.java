package dev.tallystick.portal.consent;

import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.ToldStop;
import dev.tallystick.portal.words.ReaderText;

/**
 * Who has to stop, by when, and the answer.
 *
 * @param overdue whether the day has passed without one
 */
public record StopView(String holder, String dueOn, String answer, boolean overdue) {
  static StopView of(ToldStop.Partial told, ReaderText text, Names names) {
    String status = told.status().orElse("?");
    return new StopView(
        told.to().map(names::of).orElse("?"),
        text.dayOf(told.dueOn().orElse("?")),
        text.words().of("answer", status),
        status.equals("overdue"));
  }
}
