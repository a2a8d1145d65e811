package dev.tallystick.portal.right;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The pages of erasures, in English; Chinese is beside them. */
@MessageBundle("erasure")
public interface ErasureMessages {
  @Message("Erase what is kept")
  String title();

  @Message(
      "You first see what would go. Nothing is erased before you say so a second time. What is erased does not come back.")
  String intro();

  @Message(
      "If you only want that nobody gets it any more, stop everything instead: that can be undone.")
  String softer();

  @Message("What")
  String what();

  @Message("everything that is kept about me")
  String everything();

  @Message(
      "Keep a trace of my identifiers that nobody can read, so that the next deposit does not bring me back")
  String suppress();

  @Message("Show me what would go")
  String preview();

  @Message("What would go")
  String previewTitle();

  @Message("{records} {#if records == 1}record{#else}records{/if} would go for good.")
  String records(long records);

  @Message(
      "{held} {#if held == 1}record is{#else}records are{/if} held by a law; {#if held == 1}it{#else}they{/if} would be kept and not used.")
  String held(long held);

  @Message("Your identifiers would go too: nobody could be told any more that it was you.")
  String identity();

  @Message("Company")
  String company();

  @Message("Goes")
  String goes();

  @Message("Stays, unused")
  String stays();

  @Message(
      "What stays: the entries of the log. They say that something happened, and hold nothing of what the records said. Reports that were bought stay with those who bought them until their term; they are told to stop.")
  String remains();

  @Message("Erase this now, for good")
  String erase();

  @Message("No, go back")
  String back();

  @Message("For this you have to log in again, so that it is sure that it is you.")
  String logIn();

  @Message("That cannot be erased")
  String refusedTitle();

  @Message("My erasures")
  String mine();

  @Message(
      "You have erased nothing. Choose above what is to go: you see it before anything happens, and how far it is will stand here.")
  String none();

  @Message("Since")
  String since();

  @Message("State")
  String stateTitle();

  @Message("what {company} has deposited")
  String ofOne(String company);

  @Message("everything")
  String ofAll();

  @Message(
      "{#when code}{#is 'STARTED'}nothing is handed over any more; the log is told next{#is 'LOGGED'}the log knows; the keys go next{#is 'SHREDDED'}the keys are gone{#is 'ERASED'}gone for good, and the log says so{#else}{code}{/when}")
  String state(String code);
}
