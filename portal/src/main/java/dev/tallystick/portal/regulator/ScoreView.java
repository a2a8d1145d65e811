package dev.tallystick.portal.regulator;

import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.BoardDuties;
import dev.tallystick.portal.document.BoardDuty;
import dev.tallystick.portal.document.BoardEntry;
import dev.tallystick.portal.document.BoardPlace;
import dev.tallystick.portal.open.OpenMessages;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.web.ReaderText;
import dev.tallystick.web.ToldInstants;
import java.util.List;
import java.util.Optional;

/**
 * A duty with a day, how each party stands, and when what they have committed to is opened.
 *
 * @param reveal when commitments are opened, in one sentence
 */
public record ScoreView(String title, String rule, String sum, String reveal, List<Place> parties) {
  /** Copies the list. */
  public ScoreView {
    parties = List.copyOf(parties);
  }

  /**
   * How a party stands.
   *
   * @param commitment the hash that it has committed to; empty without one
   * @param nonce what has opened it; empty before
   * @param entries where both are in the log
   */
  public record Place(
      String party,
      String status,
      String reported,
      boolean missed,
      String commitment,
      String nonce,
      String entries) {}

  static List<ScoreView> of(BoardDuties.Partial board, ReaderText text, Names names) {
    return board.obligations().stream().map(duty -> of(duty, text, names)).toList();
  }

  private static ScoreView of(BoardDuty.Partial duty, ReaderText text, Names names) {
    OpenMessages words = Bundles.get(OpenMessages.class, text.locale());
    RegulatorMessages say = Bundles.get(RegulatorMessages.class, text.locale());
    return new ScoreView(
        duty.title().orElse("?"),
        duty.rule().orElse(""),
        words.boardSum(
            duty.done().orElse(0), duty.bound().orElse(0), text.dayOf(duty.dueOn().orElse("?"))),
        duty.measure().isPresent()
            ? words.measured()
            : say.reveal(
                duty.opensAt().map(at -> ToldInstants.moment(text, at)).orElse("?"),
                duty.closesAt().map(at -> ToldInstants.moment(text, at)).orElse("?")),
        duty.parties().stream().map(one -> place(one, text, names, words)).toList());
  }

  private static Place place(
      BoardPlace.Partial one, ReaderText text, Names names, OpenMessages words) {
    return new Place(
        names.of(one.party().orElse("?")),
        words.standing(one.status().orElse("?")),
        one.reportedOn().map(text::dayOf).orElse(""),
        one.missed().orElse(false),
        one.commitment().orElse(""),
        one.nonce().orElse(""),
        (index(one.committed()) + " " + index(one.opened())).strip());
  }

  private static String index(Optional<BoardEntry.Partial> entry) {
    return entry
        .filter(found -> found.index().isPresent())
        .map(found -> String.valueOf(found.index().getAsLong()))
        .orElse("");
  }
}
