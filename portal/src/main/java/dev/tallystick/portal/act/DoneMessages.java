package dev.tallystick.portal.act;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What was done and what happens next, in English; Chinese is beside it. */
@MessageBundle("done")
public interface DoneMessages {
  @Message(
      "You withdrew it. From this moment nothing is handed over on it any more. Whoever got data on it is told to stop, and has to answer by the day below.")
  String withdrawn();

  @Message(
      "You withdrew it. The log is away, so the proof follows; nothing is handed over on it meanwhile.")
  String pending();

  @Message("Everything is stopped. Nobody gets data about you until you let it go on.")
  String frozen();

  @Message("The stop is lifted. What you allowed is allowed again.")
  String lifted();

  @Message("You agreed. It stands among what you allowed, and you can take it back at any time.")
  String given();

  @Message(
      "You moved it. The old consent is withdrawn, and the same one stands with the bureau of your choice. Whoever got data on the old one is told to stop.")
  String moved();

  @Message(
      "It is not known yet whether it was moved: the log does not answer. Until it does, what you allowed before stands. Look again in a minute; it is moved once at most.")
  String moveOpen();

  @Message("You said no. It is on record, and you need not say why.")
  String saidNo();

  @Message(
      "You objected. What is disputed is marked as such from now on. Whoever has to answer, and by when, stands below.")
  String objected();

  @Message("Your words stand beside the record and travel with it.")
  String stated();

  @Message("Your words are taken off the record.")
  String unstated();

  @Message("The record is kept, and used no more.")
  String restricted();

  @Message("The record may be used again.")
  String unrestricted();

  @Message("You asked. The company has to answer by the day below.")
  String asked();

  @Message("You confirmed it. Both identifiers are yours: lists, rights and erasures cover both.")
  String confirmed();

  @Message("You disputed it. It cannot be confirmed any more, and nothing was joined.")
  String disputed();

  @Message("The two are apart again. Whoever got data across is told to destroy it.")
  String unlinked();

  @Message(
      "The erasure has begun. Nothing of it is handed over any more; how far it is stands below.")
  String erasing();

  @Message(
      "The address is kept. Nothing but the question whether it is yours is sent there until that is answered.")
  String alertAsked();

  @Message("That is how you are told from now on.")
  String alertKept();

  @Message("You confirmed the address. You are told there from now on.")
  String alertConfirmed();

  @Message("The address is forgotten, with all that waited to be sent there.")
  String alertRemoved();

  @Message(
      "You complained. The authority has it, and the log has the day by which it has to be accepted; both stand below.")
  String complained();

  @Message("It is accepted. The term for the answer runs, and the person sees it.")
  String complaintAccepted();

  @Message("It is decided. The person reads your answer, and the log has the outcome.")
  String complaintDecided();

  @Message("It is said. The person and the authority read it; the authority decides.")
  String complaintReplied();

  @Message(
      "For this you have to log in again, so that it is sure that it is you. Nothing was changed.")
  String notFresh();

  @Message(
      "That did not work: a service did not answer. Nothing was changed. Try again in a minute.")
  String failed();

  @Message("That was refused. Nothing was changed.")
  String refused();

  @Message("Log in again")
  String logInAgain();

  @Message("Who has to stop")
  String whoHasToStop();
}
