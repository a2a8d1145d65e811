package dev.tallystick.portal.open;

import dev.tallystick.portal.document.Board;
import dev.tallystick.portal.document.BoardObligation;
import dev.tallystick.portal.document.BoardStanding;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.web.ReaderText;
import java.util.List;

/**
 * A duty with a day, and how each party stands.
 *
 * @param id its number
 * @param title what has to be done
 * @param sum how many have, and by when
 * @param measured whether the log shows the status, so that nobody has to say it
 * @param parties how each party stands
 */
public record BoardView(
    String id, String title, String sum, boolean measured, List<Standing> parties) {
  /** Copies the list. */
  public BoardView {
    parties = List.copyOf(parties);
  }

  /** How one party stands. */
  public record Standing(String party, String status, boolean done, boolean missed) {}

  /** All duties of a board. */
  static List<BoardView> of(Board.Partial board, ReaderText text) {
    OpenMessages say = Bundles.get(OpenMessages.class, text.locale());
    return board.obligations().stream().map(each -> view(each, text, say)).toList();
  }

  private static BoardView view(BoardObligation.Partial duty, ReaderText text, OpenMessages say) {
    return new BoardView(
        duty.id().orElse(""),
        duty.title().orElse("?"),
        say.boardSum(
            duty.done().orElse(0), duty.bound().orElse(0), text.dayOf(duty.dueOn().orElse("?"))),
        duty.measure().isPresent(),
        duty.parties().stream().map(each -> standing(each, say)).toList());
  }

  private static Standing standing(BoardStanding.Partial party, OpenMessages say) {
    String status = party.status().orElse("?");
    return new Standing(
        party.party().orElse("?"),
        say.standing(status),
        status.equals("DONE"),
        party.missed().orElse(false));
  }
}
