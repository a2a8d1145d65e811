package dev.tallystick.portal.complaint;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The pages of complaints, in English; Chinese is beside them. */
@MessageBundle("complaint")
public interface ComplaintMessages {
  @Message("My complaints")
  String title();

  @Message(
      "If a company does not do what it has to, you can complain of it. The authority has to answer you in writing, by a day that nobody can put off.")
  String intro();

  @Message("Complain")
  String complain();

  @Message("About which company")
  String about();

  @Message("To which authority")
  String to();

  @Message("What has it done, or not done? The authority reads it, and the company too.")
  String statement();

  @Message(
      "The log keeps only that you complained, and by when it has to be answered. An erasure of everything takes your words, and nobody has to answer then.")
  String kept();

  @Message("The entry of the log that you came from goes along.")
  String entry();

  @Message("Send it to {authority}")
  String send(String authority);

  @Message("Send it")
  String sendIt();

  @Message("Complain to the authority")
  String offer();

  @Message(
      "No authority is registered here, so nobody can be complained to. Whoever runs this place can register one; your rights and objections do not wait for that.")
  String noAuthority();

  @Message("What I have complained of")
  String mine();

  @Message("You have complained of nobody. What you complain of will stand here, with the answer.")
  String none();

  @Message("About {company}, to {authority}")
  String heading(String company, String authority);

  @Message("Filed on {day}.")
  String filedOn(String day);

  @Message(
      "{authority} has to accept it until {day}. If it lets that day pass, it counts as accepted.")
  String filed(String authority, String day);

  @Message("Accepted. {authority} has to answer until {day}.")
  String accepted(String authority, String day);

  @Message("Late: {authority} had to answer until {day}, and has not. The log says so.")
  String overdue(String authority, String day);

  @Message("Answered on {day}: {outcome}.")
  String answered(String day, String outcome);

  @Message("Answered on {day}, too late: {outcome}. The log says so.")
  String answeredLate(String day, String outcome);

  @Message("You wrote:")
  String youWrote();

  @Message("The company says:")
  String reply();

  @Message("The answer:")
  String decision();

  @Message("Which complaints wait for an answer?")
  String deskTitle();

  @Message("Complaints")
  String desk();

  @Message(
      "Each look at this page stands in the list of the persons who complain. What waits longest comes first.")
  String deskIntro();

  @Message("No complaint waits. When somebody complains, it will stand here with its day.")
  String deskNone();

  @Message("The person wrote:")
  String personWrote();

  @Message("You said:")
  String youSaid();

  @Message("Accept it")
  String accept();

  @Message("The term begins today.")
  String acceptNext();

  @Message("How it ends")
  String outcome();

  @Message("upheld")
  String upheld();

  @Message("partly upheld")
  String partlyUpheld();

  @Message("rejected")
  String rejected();

  @Message("The answer to the person, in writing")
  String decideHow();

  @Message("Decide, and tell the person")
  String decide();

  @Message("What your company says to it. It can say this once; the authority decides.")
  String sayHow();

  @Message("Say it")
  String say();

  @Message(
      "What a person complains of is theirs. Say on which case you look; the person sees that your company has looked, an auditor who and why.")
  String lookIntro();

  @Message("Number of the case")
  String ticket();

  @Message("Look")
  String look();

  @Message("Letters, digits and . _ : / - only, at most 64.")
  String ticketHelp();
}
