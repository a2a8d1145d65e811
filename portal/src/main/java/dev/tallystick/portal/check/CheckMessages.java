package dev.tallystick.portal.check;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The pages on which readers check for themselves, in English; Chinese is beside them. */
@MessageBundle("check")
public interface CheckMessages {
  @Message("Check it yourself")
  String title();

  @Message(
      "You need not believe this page. Your browser can work out by itself that your list has no gap and was not changed, and so can a program on your own computer.")
  String intro();

  @Message("Check my list now")
  String checkNow();

  @Message("Take the file along")
  String file();

  @Message(
      "Everything happens in this page. Once it is open you can switch the network off: your list, or a file that you have saved, is checked all the same.")
  String offline();

  @Message("Your list is being fetched.")
  String loading();

  @Message("Your list is here. You can switch the network off before you check it.")
  String loaded();

  @Message(
      "This needs a script, and yours are switched off. Take the file along and check it with the program tally:")
  String noScript();

  @Message("The log’s key and its witnesses")
  String trust();

  @Message(
      "These come from the log itself. If you have the key from elsewhere, from a newspaper or a consumer union, put it here instead.")
  String trustText();

  @Message("An earlier file of yours, if you have one")
  String previous();

  @Message("Or a file that you have saved")
  String saved();

  @Message("Signed by the log")
  String signed();

  @Message("Seen by the witnesses")
  String witnessed();

  @Message("Nothing missing")
  String complete();

  @Message("Nothing changed since your earlier file")
  String unchanged();

  @Message("Is in the log")
  String logged();

  @Message("holds")
  String holds();

  @Message("does not hold")
  String fails();

  @Message("cannot be told")
  String cannotTell();

  @Message("not asked")
  String notAsked();

  @Message("Everything holds.")
  String allHolds();

  @Message(
      "Something does not hold. Keep the file: it is evidence. Tell the authority and a consumer union, and send them the file.")
  String allFails();

  @Message(
      "Not everything could be told. Nothing speaks against the log, but something is missing to be sure.")
  String allCannotTell();

  @Message("The file could not be fetched. Try again in a minute.")
  String fetchFailed();

  @Message("All checks, in the words of the program tally")
  String details();

  @Message("Check a receipt")
  String receiptTitle();

  @Message(
      "Whoever has a receipt of this log can check it here, without a log-in: a bank, a court, a newspaper. Nothing is sent anywhere.")
  String receiptIntro();

  @Message("Drop the file here, or choose it")
  String drop();

  @Message(
      "Receipts end in .receipt.json, lists in .usage.json. A receipt is given before the witnesses have seen the entry, so that it alone cannot tell that they have; tally prove shows it later.")
  String dropText();

  @Message("Whose list it is, if it is one: a person’s token or the id of a company")
  String owner();
}
