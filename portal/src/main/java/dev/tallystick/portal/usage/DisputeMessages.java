package dev.tallystick.portal.usage;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The page on which a report is disputed, in English; Chinese is beside it. */
@MessageBundle("dispute")
public interface DisputeMessages {
  @Message("That was not me")
  String title();

  @Message("{to} got data about you from {from}: {moment}.")
  String happened(String to, String from, String moment);

  @Message(
      "If you never asked for that, somebody may have used your name. Object: whoever has to answer has until a day that the law sets, and the log sees it pass. The answer will stand among your objections.")
  String intro();

  @Message("Who has to answer")
  String who();

  @Message("What you want to say to it")
  String statement();

  @Message("It was not me. I have asked for nothing there.")
  String suggestion();

  @Message("Object")
  String object();

  @Message("If you think that it will happen again, stop everything first.")
  String stopFirst();

  @Message("If you want the authority to look into it:")
  String complain();

  @Message("Back to the list")
  String back();
}
