package dev.tallystick.portal.auditor;

import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.HeldSuspension;
import dev.tallystick.portal.document.RaisedAnomaly;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.web.ReaderText;
import dev.tallystick.web.ToldInstants;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something that a detector has raised, as a line of a table.
 *
 * @param detector what noticed it, in words
 * @param party whom it is about, in words if that is no single party
 * @param address the lineage of the party; empty without one
 * @param window the time that was looked at
 * @param cleared when and with which finding; empty while it is open
 * @param suspended whether the party is suspended because of it, and until when
 */
public record DetectorView(
    String detector,
    String severity,
    String party,
    String address,
    String window,
    String observed,
    String expected,
    String raised,
    String cleared,
    String suspended,
    String index) {

  static DetectorView of(RaisedAnomaly.Partial anomaly, ReaderText text, Names names) {
    TallyMessages say = Bundles.get(TallyMessages.class, text.locale());
    return new DetectorView(
        say.detector(anomaly.detector().orElseGet(say::erased)),
        anomaly.severity().map(say::severity).orElse(""),
        anomaly
            .party()
            .map(names::of)
            .orElseGet(() -> anomaly.detector().map(say::aboutNoParty).orElseGet(say::erased)),
        anomaly
            .party()
            .flatMap(party -> Thing.ofKnown("PARTY", party))
            .map(LineageAsk.leadingOn("detectors")::addressOf)
            .orElse(""),
        window(anomaly, text, say),
        number(anomaly.observed(), text),
        number(anomaly.expected(), text),
        anomaly.recordedAt().map(at -> ToldInstants.moment(text, at)).orElse(""),
        anomaly
            .cleared()
            .map(
                ending ->
                    say.clearedAt(
                        ending.recordedAt().map(at -> ToldInstants.moment(text, at)).orElse(""),
                        ending.finding().orElse("")))
            .orElse(""),
        anomaly.suspension().map(held -> suspended(held, text, say)).orElse(""),
        anomaly.index().isPresent() ? String.valueOf(anomaly.index().getAsLong()) : "");
  }

  private static String window(RaisedAnomaly.Partial anomaly, ReaderText text, TallyMessages say) {
    Optional<String> from = anomaly.from().map(at -> ToldInstants.moment(text, at));
    Optional<String> until = anomaly.until().map(at -> ToldInstants.moment(text, at));
    return from.isPresent() && until.isPresent() ? say.between(from.get(), until.get()) : "";
  }

  private static String suspended(HeldSuspension.Partial held, ReaderText text, TallyMessages say) {
    if (!held.active().orElse(false)) {
      return say.suspendedNoMore();
    }
    return held.until()
        .map(at -> say.suspendedUntil(ToldInstants.moment(text, at)))
        .orElseGet(say::suspendedForGood);
  }

  private static String number(OptionalLong number, ReaderText text) {
    return number.isPresent() ? text.number(number.getAsLong()) : "";
  }
}
