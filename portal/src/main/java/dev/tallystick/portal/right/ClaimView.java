package dev.tallystick.portal.right;

import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.IdentifierClaim;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.portal.words.Words;
import dev.tallystick.web.ReaderText;
import io.quarkus.qute.TemplateData;

/**
 * What a company claims about the reader's identifiers.
 *
 * @param id the claim's number
 * @param what which identifiers are said to be one person's
 * @param how how the company has found out
 * @param state where it stands
 * @param open whether it waits for an answer
 * @param linked whether the two are joined
 * @param proved whether this log-in has proved both
 */
@TemplateData
public record ClaimView(
    String id,
    String what,
    String how,
    String state,
    boolean open,
    boolean linked,
    boolean proved) {
  static ClaimView of(IdentifierClaim.Partial claim, ReaderText text, Names names) {
    ClaimMessages say = Bundles.get(ClaimMessages.class, text.locale());
    String state = claim.state().orElse("?");
    return new ClaimView(
        claim.claim().orElse(""),
        say.claims(
            claim.party().map(names::of).orElse("?"),
            Words.of(text.locale()).of("scheme", claim.scheme().orElse("?")),
            Words.of(text.locale()).of("scheme", claim.other().orElse("?"))),
        claim.method().map(method -> Words.of(text.locale()).of("claim-method", method)).orElse(""),
        say.state(state, text.dayOfInstant(claim.lapsesAt().orElse("?"))),
        state.equals("OPEN"),
        state.equals("LINKED"),
        claim.proved().orElse(false));
  }
}
