package dev.tallystick.portal.consent;

import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.ToldStop;
import dev.tallystick.portal.words.Words;
import dev.tallystick.web.ReaderText;
import java.util.Set;

/**
 * Who has to stop, by when, and the answer.
 *
 * @param holderId who it is
 * @param holder the same in words
 * @param done whether nothing goes on there
 * @param overdue whether the day has passed without one
 */
public record StopView(
    String holderId, String holder, String dueOn, String answer, boolean done, boolean overdue) {
  private static final Set<String> DONE = Set.of("DONE", "NOT_HELD");

  static StopView of(ToldStop.Partial told, ReaderText text, Names names) {
    String status = told.status().orElse("?");
    return new StopView(
        told.to().orElse(""),
        told.to().map(names::of).orElse("?"),
        text.dayOf(told.dueOn().orElse("?")),
        Words.of(text.locale()).of("answer", status),
        DONE.contains(status),
        status.equals("overdue"));
  }
}
