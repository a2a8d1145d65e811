package dev.tallystick.portal.complaint;

import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.HeldComplaint;
import dev.tallystick.portal.document.ToldText;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.portal.words.Words;
import dev.tallystick.web.ReaderText;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A complaint as a page shows it.
 *
 * @param id under which it is accepted and answered
 * @param heading about whom, and to whom
 * @param filedOn since when
 * @param state where it stands, and what follows by when
 * @param standing what can be done with it
 * @param statement what the person wrote
 * @param reply what the company said
 * @param decision what the authority answered
 */
public record ComplaintView(
    String id,
    String heading,
    String filedOn,
    String state,
    Standing standing,
    String statement,
    Optional<String> reply,
    Optional<String> decision) {

  /**
   * What can be done with it.
   *
   * @param filed whether it waits to be accepted
   * @param accepted whether it waits for the answer
   * @param late whether the last day has passed, or had when it was answered
   */
  public record Standing(boolean filed, boolean accepted, boolean late) {}

  static ComplaintView of(HeldComplaint.Partial held, ReaderText text, Names names) {
    ComplaintMessages say = Bundles.get(ComplaintMessages.class, text.locale());
    String state = held.state().orElse("?");
    String authority = held.authority().map(names::of).orElse("?");
    boolean accepted = state.equals("ACCEPTED");
    boolean late = held.late().orElse(false) || (accepted && isOver(held.dueOn(), text));
    return new ComplaintView(
        held.complaint().orElse(""),
        say.heading(held.against().map(names::of).orElse("?"), authority),
        say.filedOn(text.dayOfInstant(held.filedAt().orElse("?"))),
        state(held, authority, late, text),
        new Standing(state.equals("FILED"), accepted, late),
        held.statement().flatMap(ToldText.Partial::text).orElse(""),
        held.reply().flatMap(ToldText.Partial::text),
        held.decision().flatMap(ToldText.Partial::text));
  }

  private static String state(
      HeldComplaint.Partial held, String authority, boolean late, ReaderText text) {
    ComplaintMessages say = Bundles.get(ComplaintMessages.class, text.locale());
    String due = text.dayOf(held.dueOn().orElse("?"));
    String day = text.dayOfInstant(held.answeredAt().orElse("?"));
    String outcome =
        held.outcome().map(code -> Words.of(text.locale()).of("outcome", code)).orElse("?");
    return switch (held.state().orElse("?")) {
      case "FILED" -> say.filed(authority, text.dayOf(held.acceptBy().orElse("?")));
      case "ACCEPTED" -> late ? say.overdue(authority, due) : say.accepted(authority, due);
      case "ANSWERED" -> late ? say.answeredLate(day, outcome) : say.answered(day, outcome);
      default -> held.state().orElse("?");
    };
  }

  /** The last day itself is in time. */
  private static boolean isOver(Optional<String> day, ReaderText text) {
    try {
      return day.isPresent() && LocalDate.parse(day.get()).isBefore(text.dayOf(text.now()));
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
