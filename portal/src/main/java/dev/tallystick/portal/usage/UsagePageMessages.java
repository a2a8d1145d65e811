package dev.tallystick.portal.usage;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The page of uses, in English; Chinese is beside it. */
@MessageBundle("usage")
public interface UsagePageMessages {
  @Message("Who used my data")
  String title();

  @Message(
      "All of it, nothing left out: {count} {#if count == 1}entry{#else}entries{/if}, checked.")
  String complete(long count);

  @Message("The newest {shown} of {count} entries, checked; the others are on further pages.")
  String newest(long shown, long count);

  @Message("Complete and unaltered up to {until}.")
  String asOf(String until);

  @Message("Witnessed by {witnesses}.")
  String witnessed(String witnesses);

  @Message("No witness has seen it yet.")
  String notWitnessed();

  @Message("You see a part of the list. Only the whole list can show that nothing is missing.")
  String selection();

  @Message("This list does not hold: something is missing from it, or was changed.")
  String broken();

  @Message("Keep it as evidence, and tell the authority.")
  String brokenNext();

  @Message("Whether the list is complete could not be checked just now.")
  String unchecked();

  @Message("Show only")
  String filters();

  @Message("all")
  String all();

  @Message("shared")
  String shared();

  @Message("refused")
  String refused();

  @Message("looked at")
  String read();

  @Message("my own acts")
  String own();

  @Message("By party, purpose and time")
  String narrow();

  @Message("Party")
  String party();

  @Message("anybody")
  String anyParty();

  @Message("any")
  String anyPurpose();

  @Message("From")
  String from();

  @Message("To")
  String to();

  @Message("Show")
  String show();

  @Message("Show everything")
  String reset();

  @Message(
      "Nobody has used your data yet. Every sale, every refusal and every look of an auditor will stand here, newest first.")
  String none();

  @Message("There is nothing of this kind here. Earlier entries may have some.")
  String noneOfThese();

  @Message("{count} times")
  String times(int count);

  @Message("When, and what proves each")
  String when();

  @Message(
      "{#if count == 1}One thing is{#else}{count} things are{/if} new since your last visit, {last}.")
  String news(long count, String last);

  @Message("Nothing is new since your last visit, {last}.")
  String noNews(String last);

  @Message("Details and proof")
  String details();

  @Message("Purpose")
  String purpose();

  @Message("Earlier")
  String earlier();

  @Message("Take this page along as a table (CSV)")
  String file();

  @Message("Kind")
  String fileKind();

  @Message("What happened")
  String fileWhat();

  @Message(
      "{#when word}{#is 'shared'}shared{#is 'refused'}refused{#is 'read'}looked at{#is 'own'}my own act{#else}other{/when}")
  String fileOutcome(String word);
}
