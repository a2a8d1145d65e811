package dev.tallystick.portal.auditor;

import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.SealedReads;
import dev.tallystick.portal.document.SealedSums;
import dev.tallystick.web.ReaderText;
import dev.tallystick.web.ToldInstants;
import java.util.List;

/**
 * What an authority keeps from persons, as a line of a table.
 *
 * @param first when the first of the closed ones opens; empty if none is closed
 * @param last when the last of them does
 * @param late how many should be open already; empty if none should
 */
public record SealedView(
    String authority, String sealed, String closed, String first, String last, String late) {

  static List<SealedView> of(SealedSums.Partial answer, ReaderText text, Names names) {
    return answer.authorities().stream().map(sums -> of(sums, text, names)).toList();
  }

  private static SealedView of(SealedReads.Partial sums, ReaderText text, Names names) {
    long late = sums.late().orElse(0);
    return new SealedView(
        sums.authority().map(names::of).orElse("?"),
        text.number(sums.sealed().orElse(0)),
        text.number(sums.closed().orElse(0)),
        sums.nextOpening().map(at -> ToldInstants.moment(text, at)).orElse(""),
        sums.lastOpening().map(at -> ToldInstants.moment(text, at)).orElse(""),
        late == 0 ? "" : text.number(late));
  }
}
