package dev.tallystick.portal.regulator;

import dev.tallystick.portal.document.ProposedAct;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.web.ReaderText;
import dev.tallystick.web.ToldInstants;

/**
 * An act that takes two persons.
 *
 * @param open whether it waits for the second one
 */
public record ProposalView(
    String id,
    String what,
    String state,
    boolean open,
    String proposed,
    String effect,
    String expires,
    String digest,
    String entry) {
  static ProposalView of(ProposedAct.Partial act, ReaderText text) {
    RegulatorMessages say = Bundles.get(RegulatorMessages.class, text.locale());
    String state = act.state().orElse("?");
    return new ProposalView(
        act.id().orElse(""),
        act.what().orElse("?"),
        say.proposalState(state),
        state.equals("PROPOSED"),
        act.proposedAt().map(at -> ToldInstants.moment(text, at)).orElse(""),
        act.notBefore().map(at -> ToldInstants.moment(text, at)).orElse(""),
        act.expiresAt().map(at -> ToldInstants.moment(text, at)).orElse(""),
        act.digest().orElse(""),
        act.entry().orElse(""));
  }
}
