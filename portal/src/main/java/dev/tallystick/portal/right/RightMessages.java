package dev.tallystick.portal.right;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The page on which companies are asked for rights, in English; Chinese is beside it. */
@MessageBundle("right")
public interface RightMessages {
  @Message("Ask a company")
  String title();

  @Message(
      "Each company has to answer by a day, which the log sees pass. What you ask for and what it answers is in your list.")
  String intro();

  @Message("Whom")
  String party();

  @Message("For what")
  String kind();

  @Message("Ask")
  String ask();

  @Message("What I have asked for")
  String mine();

  @Message(
      "You have asked nobody for anything. What you ask for above will stand here, with the day by which it has to be answered.")
  String none();

  @Message("Answer by")
  String dueOn();

  @Message("State")
  String stateTitle();

  @Message(
      "{#when code}{#is 'requested'}has not answered yet{#is 'fulfilled'}has done it{#is 'refused'}has refused{#else}{code}{/when}")
  String status(String code);

  @Message("Because:")
  String because();

  @Message("You can go to:")
  String goTo();

  @Message("It explains, over its signature:")
  String explains();
}
