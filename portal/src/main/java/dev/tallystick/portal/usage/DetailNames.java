package dev.tallystick.portal.usage;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the lines of the details are called, in English; Chinese is beside them. */
@MessageBundle("detail")
public interface DetailNames {
  @Message("Recorded")
  String recorded();

  @Message("What")
  String categories();

  @Message("Price")
  String price();

  @Message("It was called")
  String called();

  @Message("Rule")
  String rule();

  @Message("Under the consent")
  String consent();

  @Message("Release")
  String release();

  @Message("Kind of entry")
  String type();

  @Message("Entry’s id")
  String event();

  @Message("Place in the log")
  String index();
}
