package dev.tallystick.portal.regulator;

import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.OpenDuty;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.web.ReaderText;
import dev.tallystick.web.ToldInstants;

/**
 * What is still to be done.
 *
 * @param party who owes it; empty for an alarm about nobody
 * @param overdue whether its time has passed
 */
public record DutyView(
    String kind, String party, String title, String due, boolean overdue, String about) {
  static DutyView of(OpenDuty.Partial duty, ReaderText text, Names names) {
    RegulatorMessages say = Bundles.get(RegulatorMessages.class, text.locale());
    return new DutyView(
        say.dutyKind(duty.kind().orElse("?")),
        duty.party().map(names::of).orElse(""),
        duty.title().orElse("?"),
        duty.dueAt()
            .map(at -> ToldInstants.moment(text, at))
            .orElseGet(() -> text.dayOf(duty.dueOn().orElse("?"))),
        duty.overdue().orElse(false),
        duty.about().orElse(""));
  }
}
