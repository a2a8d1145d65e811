package dev.tallystick.portal.right;

import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.HeldRight;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.portal.words.Words;
import dev.tallystick.web.ReaderText;
import java.util.Optional;

/**
 * Something that the reader has asked a company for.
 *
 * @param partyId whom it was asked of
 * @param party the same in words
 * @param what what was asked for
 * @param dueOn the last day for the answer
 * @param status where it stands
 * @param why of a refusal, what the company said
 * @param route of a refusal, where the reader can go with it
 * @param explanation why the company decided as it did, in its words
 */
public record RightView(
    String partyId,
    String party,
    String what,
    String dueOn,
    String status,
    Optional<String> why,
    Optional<String> route,
    Optional<String> explanation) {
  static RightView of(HeldRight.Partial held, ReaderText text, Names names) {
    RightMessages say = Bundles.get(RightMessages.class, text.locale());
    return new RightView(
        held.party().orElse(""),
        held.party().map(names::of).orElse("?"),
        Words.of(text.locale()).of("right", held.kind().orElse("?")),
        text.dayOf(held.dueOn().orElse("?")),
        say.status(held.status().orElse("?")),
        held.reason(),
        held.route(),
        held.explanation());
  }
}
