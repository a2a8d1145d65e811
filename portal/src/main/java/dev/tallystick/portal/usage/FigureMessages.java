package dev.tallystick.portal.usage;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The page of numbers, in English; Chinese is beside it. */
@MessageBundle("figure")
public interface FigureMessages {
  @Message("In numbers")
  String title();

  @Message(
      "In the last twelve weeks data about you was handed over {shared} times, looked at {looks} times, and refused {refused} times.")
  String sum(String shared, String looks, String refused);

  @Message("The newest 200 entries of your list are counted.")
  String counted();

  @Message("Who looked when")
  String weeks();

  @Message("Above the line: handed over and looked at. Below it: refused.")
  String weeksHow();

  @Message("Week from")
  String week();

  @Message("Handed over")
  String shared();

  @Message("Looked at")
  String looks();

  @Message("Refused")
  String refused();

  @Message("Who got it, and who did not")
  String parties();

  @Message("Who")
  String party();

  @Message("Who earned what")
  String earned();

  @Message("What buyers paid for reports about you, less what was given back.")
  String earnedHow();

  @Message("Earned")
  String amount();

  @Message("Sales")
  String sales();

  @Message("Nobody has bought anything about you. Who does, and for how much, will stand here.")
  String nothing();
}
