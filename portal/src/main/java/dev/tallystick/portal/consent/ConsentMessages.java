package dev.tallystick.portal.consent;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The pages of consents and of the stop, in English; Chinese is beside them. */
@MessageBundle("consent")
public interface ConsentMessages {
  @Message("What I allowed")
  String title();

  @Message("You can take back each of these at any time. It costs nothing and needs no reason.")
  String intro();

  @Message(
      "You have allowed nobody anything. When a company asks you, its question will stand here with the whole text.")
  String none();

  @Message("{discloser} may give {recipient} data about you")
  String supply(String discloser, String recipient);

  @Message("{recipient} may ask {discloser} for a credit report about you")
  String query(String recipient, String discloser);

  @Message("{recipient} may: {kind}")
  String other(String recipient, String kind);

  @Message("given")
  String given();

  @Message("withdrawn")
  String withdrawn();

  @Message("ended")
  String expired();

  @Message("Used {uses} times.")
  String used(String uses);

  @Message("Used {uses} of {limit} times.")
  String usedOf(String uses, String limit);

  @Message("What for")
  String purpose();

  @Message("Kinds of data")
  String categories();

  @Message("May be kept for")
  String retention();

  @Message("Until")
  String until();

  @Message("{party} says that you gave it there. If you did not, withdraw it.")
  String collected(String party);

  @Message("The text that you were shown")
  String notice();

  @Message("Withdraw")
  String withdraw();

  @Message(
      "You withdrew it. From this moment nothing is handed over on it any more. Whoever got data on it is told to stop, and has to answer.")
  String doneWithdrawn();

  @Message(
      "You withdrew it. The log is away, so the proof follows; nothing is handed over on it meanwhile.")
  String doneWithdrawnPending();

  @Message("Everything is stopped. Nobody gets data about you until you lift it.")
  String doneFrozen();

  @Message("The stop is lifted. Your consents count again.")
  String doneLifted();

  @Message(
      "That did not work: the service does not answer. Nothing was changed. Try again in a minute.")
  String failed();

  @Message("That was refused. Nothing was changed.")
  String refused();

  @Message("Stop everything")
  String freezeTitle();

  @Message("Everything is stopped")
  String frozen();

  @Message(
      "No company gets data about you, whatever you allowed. What was handed over before stays where it is.")
  String frozenText();

  @Message("The log has not taken it yet; it holds all the same.")
  String frozenPending();

  @Message("Nothing is stopped")
  String notFrozen();

  @Message(
      "Companies may use your data as far as you allowed it. If you think that somebody acts in your name, stop everything with one click and look at the list.")
  String notFrozenText();

  @Message("Stop everything now")
  String freeze();

  @Message("Let it go on")
  String lift();

  @Message("Who has to stop")
  String stopsTitle();

  @Message(
      "When you withdraw, everybody who got data on that consent has to say by a day what became of it.")
  String stopsText();

  @Message(
      "Nobody has to stop anything. If you withdraw a consent, whoever has to answer will stand here.")
  String noStops();

  @Message("Who")
  String holder();

  @Message("Until")
  String dueOn();

  @Message("Answer")
  String answer();

  @Message("The text that you were shown")
  String noticeTitle();

  @Message("Back")
  String back();
}
