package dev.tallystick.portal.usage;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Sentences about consents, rights and records, in English; Chinese is beside them. */
@MessageBundle("act")
public interface ActMessages {
  @Message("You allowed {discloser} to give {recipient} data about you.")
  String allowedSupply(String discloser, String recipient);

  @Message("You allowed {recipient} to ask {discloser} for a credit report about you.")
  String allowedQuery(String recipient, String discloser);

  @Message("You allowed {recipient} {kind}.")
  String allowed(String recipient, String kind);

  @Message("{collector} says that you allowed {recipient} {kind}.")
  String allowedElsewhere(String collector, String recipient, String kind);

  @Message(" If you did not, withdraw it.")
  String allowedDoubt();

  @Message("You withdrew a consent from {recipient}.")
  String withdrew(String recipient);

  @Message("You said no to {recipient}.")
  String saidNo(String recipient);

  @Message("A consent that {recipient} had from you ended.")
  String ended(String recipient);

  @Message("A consent that {recipient} presented was not accepted.")
  String notAccepted(String recipient);

  @Message("A consent that you gave {recipient} was not accepted.")
  String ownNotAccepted(String recipient);

  @Message(" {reason}")
  String notAcceptedWhy(String reason);

  @Message("{recipient} showed you what you would agree to.")
  String shown(String recipient);

  @Message("You stopped every release of your data.")
  String frozen();

  @Message("You let releases of your data go on.")
  String unfrozen();

  @Message("A stop of yours that the log had not taken has been settled.")
  String settled();

  @Message("{party} claims that two identifiers are yours.")
  String claimed(String party);

  @Message("A claim of {party} about your identifiers was disputed.")
  String disputedClaim(String party);

  @Message("Two of your identifiers were joined.")
  String linked();

  @Message("Two identifiers are no longer joined.")
  String unlinked();

  @Message("{provider} corrected {category}.")
  String corrected(String provider, String category);

  @Message("A mark was set or taken off {category} of {provider}.")
  String marked(String category, String provider);

  @Message("{category} of {provider} is kept and not used, or used again.")
  String restricted(String category, String provider);

  @Message("{category} of {provider} reached its end and is gone.")
  String expired(String category, String provider);

  @Message("Erasing what is kept about you has begun.")
  String erasing();

  @Message("What was to be erased is gone for good.")
  String erased();

  @Message("You asked {party} for {right}.")
  String asked(String party, String right);

  @Message("{party} did what you asked for: {right}.")
  String fulfilled(String party, String right);

  @Message("{party} refused what you asked for: {right}.")
  String refusedRight(String party, String right);

  @Message("You objected to what {party} has about you.")
  String objected(String party);

  @Message("You told {party} that it was not you who asked for a report.")
  String disputedReport(String party);

  @Message("{party} answered your objection: {outcome}.")
  String answeredObjection(String party, String outcome);

  @Message("{party} has not answered your objection in time.")
  String lateObjection(String party);

  @Message("You complained to {authority} about {against}.")
  String complained(String authority, String against);

  @Message("{authority} answered your complaint: {outcome}.")
  String answeredComplaint(String authority, String outcome);

  @Message("{party} replied to your complaint about it.")
  String repliedToComplaint(String party);

  @Message("{authority} took up your complaint about {against}")
  String acceptedComplaint(String authority, String against);

  @Message("You took back your complaint about {against}.")
  String tookBackComplaint(String against);

  @Message("{to} was told of {change}")
  String told(String to, String change);

  @Message(" and has until {day} to answer.")
  String until(String day);

  @Message("{to} {answer}.")
  String stopAnswer(String to, String answer);

  @Message("{party} told people of a breach.")
  String breach(String party);

  @Message("An unusual pattern was noticed around your data.")
  String anomaly();

  @Message("The unusual pattern has been looked into.")
  String anomalyCleared();

  @Message("An entry about you that was sealed has been opened.")
  String unsealed();

  @Message("Somebody who runs the suite did something that concerns your account.")
  String administered();
}
