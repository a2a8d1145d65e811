package dev.tallystick.portal.auditor;

import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.LoggedRead;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.web.ReaderText;
import dev.tallystick.web.ToldInstants;

/**
 * Something that the reader has looked at.
 *
 * @param what it was, in words
 * @param address the page to look at it again; empty for what has none
 */
public record OwnReadView(String when, String what, String why, String address, String index) {
  static OwnReadView of(LoggedRead.Partial read, ReaderText text, Names names) {
    AuditorMessages say = Bundles.get(AuditorMessages.class, text.locale());
    String why = read.purpose().orElse("");
    return new OwnReadView(
        read.recordedAt().map(at -> ToldInstants.moment(text, at)).orElse(""),
        say.readOf(
            read.kind().orElse("?"),
            read.party().map(names::of).orElse(""),
            text.number(read.firstIndex().orElse(0)),
            text.number(read.lastIndex().orElse(0))),
        why,
        address(read, why),
        read.index().isPresent() ? String.valueOf(read.index().getAsLong()) : "");
  }

  private static String address(LoggedRead.Partial read, String why) {
    return read.entry()
        .flatMap(entry -> Thing.ofKnown("RELEASE", entry))
        .or(() -> read.party().flatMap(party -> Thing.ofKnown("PARTY", party)))
        .map(thing -> LineageAsk.about(thing, why).address())
        .orElse("");
  }
}
