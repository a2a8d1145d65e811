package dev.tallystick.portal.kept;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The pages of what is kept, in English; Chinese is beside them. */
@MessageBundle("kept")
public interface KeptMessages {
  @Message("What is kept about me")
  String title();

  @Message(
      "Everything that companies have deposited about you, by company. Until it is handed to a bureau on your consent, nobody but the company itself can see it.")
  String intro();

  @Message("Nothing is kept about you. When a company deposits records, they will stand here.")
  String none();

  @Message("corrected {times} {#if times == 1}time{#else}times{/if}")
  String corrected(long times);

  @Message("you object to it")
  String disputed();

  @Message("another source says otherwise")
  String conflict();

  @Message("is shown no more from {day}")
  String until(String day);

  @Message("You say:")
  String statement();

  @Message("What it says")
  String content();

  @Message("More")
  String more();

  @Message("Number")
  String record();

  @Message("Records")
  String records();

  @Message("{company} has deposited it.")
  String from(String company);

  @Message("What it said before")
  String before();

  @Message("until {day}")
  String beforeUntil(String day);

  @Message("Is it wrong?")
  String wrong();

  @Message("You object to it. It is handed out with that mark until it is answered.")
  String wrongAlready();

  @Message("What is wrong, and what is right? {company} reads this.")
  String wrongHow(String company);

  @Message(
      "From now on the record goes nowhere without the mark that you object to it. The company has to answer by a day that the law sets; if it does not, the log says so.")
  String wrongNext();

  @Message("Object, and ask for a correction")
  String object();

  @Message("Say something about it")
  String say();

  @Message("It goes along wherever the record goes. Empty, it is taken off.")
  String sayHow();

  @Message("Keep my words")
  String sayNow();

  @Message("May it be used?")
  String use();

  @Message("It is kept, and used no more.")
  String restrictedNow();

  @Message("It is used as far as you allowed it.")
  String usedNow();

  @Message("Keep it, and do not use it")
  String restrict();

  @Message("Let it be used again")
  String unrestrict();

  @Message("All records")
  String all();

  @Message("My objections")
  String objectionsTitle();

  @Message(
      "Whoever has to answer has until a day that the law sets. Who does not is shown to everybody as late.")
  String objectionsIntro();

  @Message(
      "You object to nothing. At each record, and at each report that somebody bought, you can.")
  String noObjections();

  @Message("{count} {#if count == 1}record{#else}records{/if}")
  String aboutRecords(long count);

  @Message("{count} {#if count == 1}handing-over{#else}handings-over{/if} of data")
  String aboutReleases(long count);

  @Message("Has to answer until {day}.")
  String objectionOpen(String day);

  @Message("Late: it had to answer until {day}, and has not.")
  String objectionOverdue(String day);

  @Message("Answered: {outcome}.")
  String objectionResolved(String outcome);

  @Message("You wrote:")
  String youWrote();

  @Message("The answer:")
  String theyWrote();

  @Message("Take it along")
  String exportTitle();

  @Message(
      "One file with everything that was deposited about you on your consent or for a contract: where it is from, and what proves it. Another bureau or bank can read it. You have to have logged in just now.")
  String exportIntro();

  @Message("Do you have more than 1,000 records?")
  String exportMore();

  @Message("The last number of the file before")
  String exportAfter();

  @Message("Get the file")
  String exportNow();

  @Message("Take this page along as a table (CSV)")
  String file();

  @Message("Company")
  String fileCompany();

  @Message("Kind of data")
  String fileCategory();

  @Message("To be known")
  String fileMarks();

  @Message("My words")
  String fileStatement();

  @Message("Member")
  String fileMember();
}
