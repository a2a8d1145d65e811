package dev.tallystick.portal.auditor;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * Pages about the two halves of the tally and its detectors, in English; Chinese is beside them.
 */
@MessageBundle("tally")
public interface TallyMessages {
  @Message("Detectors")
  String detectors();

  @Message("What have the detectors noticed?")
  String detectorsTitle();

  @Message(
      "Each watches one thing in a window of time, and raises an anomaly where it is not as expected. A party that is suspended because of one receives or asks for nothing meanwhile.")
  String detectorsText();

  @Message(
      "No detector has raised anything about a party of your engagement. What one raises will stand here. Look meanwhile for what has no second half:")
  String detectorsNone();

  @Message("Detector")
  String detectorTitle();

  @Message(
      "{#when code}{#is 'RECEIPT_MISSING'}Releases without a receipt{#is 'DOWNSTREAM_UNANSWERED'}A correction without an answer{#is 'WITNESS_QUORUM_MISSING'}Too few witnesses have cosigned{#is 'LOG_DAMAGED'}The log does not hold{#is 'BODY_UNREADABLE'}A body cannot be read{#is 'QUERY_BURST'}Many queries at once{#is 'STAFF_BURST'}Many reads by one member of staff{#is 'SAME_PERSON'}The same person asked for again and again{#is 'NIGHT_QUERIES'}Queries at night{#is 'MANY_LENDERS'}Many lenders ask for one person{#is 'UNDECIDED_INQUIRIES'}Inquiries without a decision{#is 'TRAFFIC_FALLS'}A platform supplies less while its partner lends on{#is 'SEQUENTIAL_IDS'}Identity numbers asked for in a row{#is 'HONEY_TOUCHED'}An invented person was used{#is 'HONEY_SIGHTED'}An invented person turned up, and no release explains it{#else}{code}{/when}")
  String detector(String code);

  @Message("erased")
  String erased();

  @Message(
      "{#when code}{#is 'ALARM'}alarm{#is 'WARNING'}warning{#is 'INFO'}notice{#else}{code}{/when}")
  String severity(String code);

  @Message("About")
  String about();

  @Message(
      "{#when code}{#is 'WITNESS_QUORUM_MISSING'}the log itself{#is 'LOG_DAMAGED'}the log itself{#is 'BODY_UNREADABLE'}the log itself{#else}no single party{/when}")
  String aboutNoParty(String code);

  @Message("Window")
  String window();

  @Message("{from} to {until}")
  String between(String from, String until);

  @Message("Observed")
  String observed();

  @Message("Expected")
  String expected();

  @Message("Raised")
  String raised();

  @Message("Cleared")
  String cleared();

  @Message("not yet")
  String notCleared();

  @Message(
      "{moment}{#when finding}{#is 'CONFIRMED'}, it was so{#is 'EXPLAINED'}, explained{#is 'FALSE_ALARM'}, a false alarm{#is ''}{#else}, {finding}{/when}")
  String clearedAt(String moment, String finding);

  @Message("Suspended")
  String suspended();

  @Message("until {moment}")
  String suspendedUntil(String moment);

  @Message("until it is restored")
  String suspendedForGood();

  @Message("no longer")
  String suspendedNoMore();

  @Message("Reconciliation")
  String reconciliation();

  @Message("Do both halves of the tally agree?")
  String reconciliationTitle();

  @Message(
      "What each party has released, beside what its recipient has confirmed and what was charged for it. By the day on which the log took the releases in, as confirmed up to now. No person is in it.")
  String reconciliationText();

  @Message("Nothing was released in these days. Choose others above.")
  String reconciliationNone();

  @Message("{releases} releases, {acknowledged} confirmed, {missing} without the other half.")
  String reconciled(String releases, String acknowledged, String missing);

  @Message("Both halves agree.")
  String agreed();

  @Message("Where the halves differ, by day")
  String daysThatDiffer();

  @Message("Confirmed")
  String confirmed();

  @Message("Given up")
  String givenUp();

  @Message("Open")
  String open();

  @Message("Oldest open")
  String oldestOpen();

  @Message("Charged")
  String chargedTitle();

  @Message("{amount} for {releases}")
  String chargedFor(String releases, String amount);

  @Message("Difference")
  String difference();

  @Message("none")
  String noDifference();

  @Message("{count} not confirmed.")
  String halfMissing(String count);

  @Message("{count} charged and not confirmed.")
  String chargedForNothing(String count);

  @Message("The files hold each pair on each day.")
  String filesByDay();
}
