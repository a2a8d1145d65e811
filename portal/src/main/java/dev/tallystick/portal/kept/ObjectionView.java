package dev.tallystick.portal.kept;

import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.HeldObjection;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.portal.words.Words;
import dev.tallystick.web.ReaderText;
import java.util.Optional;

/**
 * An objection as a page shows it.
 *
 * @param partyId who has to answer
 * @param party the same in words
 * @param about what it is about
 * @param filedOn since when
 * @param state where it stands, in words
 * @param late whether the last day has passed without an answer
 * @param statement what the reader wrote
 * @param answer what the party wrote
 */
public record ObjectionView(
    String partyId,
    String party,
    String about,
    String filedOn,
    String state,
    boolean late,
    String statement,
    Optional<String> answer) {
  static ObjectionView of(HeldObjection.Partial held, ReaderText text, Names names) {
    KeptMessages say = Bundles.get(KeptMessages.class, text.locale());
    String state = held.state().orElse("?");
    String day = text.dayOf(held.dueOn().orElse("?"));
    return new ObjectionView(
        held.party().orElse(""),
        held.party().map(names::of).orElse("?"),
        held.releases().isEmpty()
            ? say.aboutRecords(held.records().size())
            : say.aboutReleases(held.releases().size()),
        text.dayOfInstant(held.filedAt().orElse("?")),
        switch (state) {
          case "OPEN" -> say.objectionOpen(day);
          case "OVERDUE" -> say.objectionOverdue(day);
          default ->
              say.objectionResolved(
                  held.outcome()
                      .map(code -> Words.of(text.locale()).of("outcome", code))
                      .orElse(state));
        },
        state.equals("OVERDUE"),
        held.statement().orElse(""),
        held.answer());
  }
}
