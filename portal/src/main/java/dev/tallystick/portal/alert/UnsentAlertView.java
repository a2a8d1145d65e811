package dev.tallystick.portal.alert;

import dev.tallystick.portal.document.UnsentAlert;
import dev.tallystick.web.ReaderText;

/**
 * A message that could not be sent, as a page shows it.
 *
 * @param what what it was about, when that was, and when sending was given up
 */
public record UnsentAlertView(String what) {
  static UnsentAlertView of(UnsentAlert.Partial alert, ReaderText text, AlertMessages say) {
    return new UnsentAlertView(
        say.unsentOne(
            alert.occasion().orElse("?"),
            text.momentOfInstant(alert.happenedAt().orElse("?")),
            text.momentOfInstant(alert.failedAt().orElse("?"))));
  }
}
