package dev.tallystick.portal.right;

import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.HeldErasure;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.web.ReaderText;

/**
 * An erasure as a page shows it.
 *
 * @param what what is erased
 * @param since since when nothing of it is handed over
 * @param state how far it is
 */
public record ErasureView(String what, String since, String state) {
  static ErasureView of(HeldErasure.Partial held, ReaderText text, Names names) {
    ErasureMessages say = Bundles.get(ErasureMessages.class, text.locale());
    return new ErasureView(
        held.provider().map(names::of).map(say::ofOne).orElseGet(say::ofAll),
        text.dayOfInstant(held.stoppedAt().orElse("?")),
        say.state(held.state().orElse("?")));
  }
}
