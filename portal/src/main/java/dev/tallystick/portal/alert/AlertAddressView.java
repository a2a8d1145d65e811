package dev.tallystick.portal.alert;

import dev.tallystick.portal.document.HeldAlertAddress;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.web.ReaderText;
import java.util.List;

/**
 * Where the reader is told, as a page shows it.
 *
 * @param to the mail address or the URL
 * @param pace at once, or once a day
 * @param state whether it is in use, and if not why
 * @param off whether it was switched off
 * @param unsent what could not be sent there, the latest first
 * @param unsentCount how many those are, in words; empty if there are none
 */
public record AlertAddressView(
    String to,
    String pace,
    String state,
    boolean off,
    List<UnsentAlertView> unsent,
    String unsentCount) {
  /** Copies the list. */
  public AlertAddressView {
    unsent = List.copyOf(unsent);
  }

  static AlertAddressView of(HeldAlertAddress.Partial held, ReaderText text) {
    AlertMessages say = Bundles.get(AlertMessages.class, text.locale());
    String state = held.state().orElse("?");
    String moment = held.confirmBy().or(held::offAt).orElse("?");
    List<UnsentAlertView> unsent =
        held.failed().stream().map(each -> UnsentAlertView.of(each, text, say)).toList();
    return new AlertAddressView(
        held.to().orElse("?"),
        say.pace(held.pace().orElse("?")),
        say.state(state, text.momentOfInstant(moment)),
        state.equals("OFF"),
        unsent,
        unsent.isEmpty() ? "" : say.unsent(unsent.size()));
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "AlertAddressView[redacted]";
  }
}
