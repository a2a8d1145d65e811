package dev.tallystick.portal.usage;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Sentences about data that was handed over or refused, in English; Chinese is beside them. */
@MessageBundle("use")
public interface UseMessages {
  @Message("{buyer} bought a credit report about you")
  String sold(String buyer);

  @Message(" for {price}, {purpose}.")
  String soldFor(String price, String purpose);

  @Message(", already paid for that day, {purpose}.")
  String soldAgain(String purpose);

  @Message(" It rests on data from {sources}.")
  String soldFrom(String sources);

  @Message("{from} gave {to} data about you")
  String supplied(String from, String to);

  @Message(": {categories}, {purpose}.")
  String suppliedWhat(String categories, String purpose);

  @Message("{from} passed data about you on to {to}")
  String passedOn(String from, String to);

  @Message("{caller} asked for a credit report about you and was refused.")
  String refusedReport(String caller);

  @Message("{caller} asked {from} for your data and was refused.")
  String refusedSupply(String caller, String from);

  @Message("{from} tried to hand your data to {to} directly and was refused.")
  String refusedDirect(String from, String to);

  @Message("{caller} asked {from} for your data directly and was refused.")
  String refusedAsked(String caller, String from);

  @Message("{caller} asked for something about you and was refused.")
  String refused(String caller);

  @Message(" {reason} Nothing was shared.")
  String refusedWhy(String reason);

  @Message(" It was tried {times} more times.")
  String refusedAgain(String times);

  @Message("{to} confirmed that it received data about you from {from}.")
  String received(String to, String from);

  @Message(" {to} confirmed that it arrived.")
  String arrived(String to);

  @Message(" It did not arrive: {reason}.")
  String lost(String reason);

  @Message("What {from} sent to {to} about you did not arrive")
  String undelivered(String from, String to);

  @Message(": {reason}.")
  String because(String reason);

  @Message("{party} destroyed what it had received about you")
  String destroyed(String party);

  @Message("{from} gave {to} a fee of {price} back")
  String reversed(String from, String to, String price);

  @Message("{lender} has looked at your application and {outcome}.")
  String decided(String lender, String outcome);

  @Message(" It says: {reasons}.")
  String decidedWhy(String reasons);

  @Message("{lender} opened a loan or a credit line in your name.")
  String loanOpened(String lender);

  @Message("{lender} closed a loan or a credit line in your name.")
  String loanClosed(String lender);

  @Message("{bureau} gave you your own credit report.")
  String selfReport(String bureau);

  @Message("{maker} worked out {category} about you.")
  String derived(String maker, String category);

  @Message("Part of {bureau} belongs to {holder}")
  String conflict(String bureau, String holder);

  @Message(" ({share}), which competes with a company that your data comes from.")
  String conflictShare(String share);

  @Message("An auditor looked up what is on record about you.")
  String auditorRead();

  @Message(
      "{#if engagement == '*'} It is an audit of everything.{#else if engagement == 'regulator'} It was for the authority.{#else} The audit is: {engagement}.{/if}")
  String auditorWhy(String engagement);

  @Message("An auditor opened a stretch of the log in which there are entries about you.")
  String bulkRead();

  @Message("An auditor opened a stretch of the log that is on record no more.")
  String bulkReadSomewhere();

  @Message("Staff of {party} looked at your data")
  String staffRead(String party);

  @Message("Something is on record about you that this page has no sentence for")
  String other();

  @Message(": {type}.")
  String otherType(String type);
}
