package dev.tallystick.portal.open;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Pages for everybody, in English; Chinese is beside them. */
@MessageBundle("open")
public interface OpenMessages {
  @Message("Who sold whose data to whom, for what and for how much")
  String title();

  @Message(
      "No record about a person leaves its keeper unless the law and the person allow it, and unless that has first been written into a log that nobody can rewrite unseen.")
  String intro();

  @Message("Log in and see who used your data")
  String logIn();

  @Message("Check a receipt")
  String receipt();

  @Message("See who keeps to the rules")
  String board();

  @Message("The log has {size} entries.")
  String size(String size);

  @Message("Who keeps to the rules")
  String boardTitle();

  @Message(
      "What parties have to do by a day, and who has done it. What they commit to beforehand is opened for all at one instant.")
  String boardText();

  @Message("No duty with a day has been set.")
  String boardEmpty();

  @Message("{done} of {bound} done, due {day}.")
  String boardSum(long done, long bound, String day);

  @Message("The log shows the status by itself.")
  String measured();

  @Message("Party")
  String party();

  @Message("Status")
  String status();

  @Message(
      "{#when code}{#is 'SILENT'}has said nothing{#is 'COMMITTED'}has committed to an answer{#is 'NOT_OPENED'}has not opened its answer{#is 'NOT_STARTED'}has not begun{#is 'PARTLY'}partly done{#is 'DONE'}done{#else}{code}{/when}")
  String standing(String code);

  @Message("missed its day")
  String missed();

  @Message("The log")
  String logTitle();

  @Message(
      "Everything that happens is written into one list that can only grow. These are its newest signed size, its key, and those who watch it.")
  String logText();

  @Message("Newest checkpoint")
  String checkpoint();

  @Message("Entries")
  String entries();

  @Message("Root")
  String root();

  @Message("Signed by the log’s key")
  String signed();

  @Message("Not signed by a key of the policy. Tell the authority.")
  String notSigned();

  @Message("Seen by")
  String witnesses();

  @Message("nobody yet")
  String nobody();

  @Message("The key and the policy")
  String policy();

  @Message("Keep this file. Who has it can check every receipt without asking anybody.")
  String policyText();

  @Message("Save the policy")
  String savePolicy();
}
