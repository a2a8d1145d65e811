package dev.tallystick.portal.regulator;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Pages for the regulator, in English; Chinese is beside them. */
@MessageBundle("regulator")
public interface RegulatorMessages {
  @Message("Authority")
  String nav();

  @Message("Pages of the authority")
  String pages();

  @Message("Who does not comply?")
  String title();

  @Message("Overview")
  String overview();

  @Message("Parties")
  String parties();

  @Message("Who owns whom")
  String ownership();

  @Message("Refusals")
  String refusals();

  @Message("Duties")
  String duties();

  @Message("Scoreboard")
  String scoreboard();

  @Message("Rule packs")
  String packs();

  @Message("Second person")
  String approvals();

  @Message("Overdue")
  String overdue();

  @Message("Nothing is overdue.")
  String nothingOverdue();

  @Message("Refused this week")
  String thisWeek();

  @Message("Nothing was refused in these days.")
  String nothingRefused();

  @Message("See what waits for a second person")
  String seeApprovals();

  @Message("What")
  String what();

  @Message("Party")
  String party();

  @Message("Due")
  String due();

  @Message("overdue")
  String isOverdue();

  @Message("Kind")
  String kind();

  @Message(
      "{#when code}{#is 'ANOMALY'}alarm{#is 'AUDIT'}audit{#is 'COMPLAINT'}complaint{#is 'BREACH_AUTHORITY'}breach, to the authority{#is 'BREACH_PEOPLE'}breach, to the people{#is 'OBJECTION'}objection{#is 'OBLIGATION'}obligation{#is 'RIGHT'}right of a person{#is 'STOP_NOTICE'}stop notice{#else}{code}{/when}")
  String dutyKind(String code);

  @Message("What is still to be done?")
  String dutiesTitle();

  @Message("Everybody’s open duties, the first due first.")
  String dutiesText();

  @Message("Nothing is open.")
  String dutiesNone();

  @Message("all")
  String all();

  @Message("overdue only")
  String overdueOnly();

  @Message("Who is licensed, and who is suspended?")
  String partiesTitle();

  @Message("Role")
  String roleTitle();

  @Message(
      "{#when code}{#is 'PLATFORM'}platform{#is 'BUREAU'}bureau{#is 'LENDER'}lender{#is 'AUTHORITY'}authority{#is 'REGULATOR'}authority{#else}{code}{/when}")
  String role(String code);

  @Message("Licences")
  String licences();

  @Message("{number} of {issuer}, until {until}")
  String licence(String number, String issuer, String until);

  @Message("over")
  String licenceOver();

  @Message("none")
  String none();

  @Message("Suspensions")
  String suspensions();

  @Message("not suspended")
  String notSuspended();

  @Message(
      "{#when scope}{#is 'ALL'}Suspended{#is 'DEPOSIT'}May not deposit{#is 'QUERY'}May not ask for reports{#is 'RECEIPTS'}Suspended by the log, because receipts are missing{#else}{scope}{/when}{#if until} until {until}{#else} until it is lifted{/if}{#if ground}: {ground}{/if}{#if caseNo} ({caseNo}){/if}")
  String suspension(String scope, String ground, String caseNo, String until);

  @Message("Agreements")
  String agreements();

  @Message("Trace")
  String trace();

  @Message("Further")
  String further();

  @Message("Who owns whom?")
  String ownershipTitle();

  @Message(
      "Owners are on the left. A bureau’s owners that compete with those whose users it reports on are conflicts (R62).")
  String ownershipText();

  @Message("Nobody has recorded a share.")
  String ownershipNone();

  @Message("Conflicts")
  String conflicts();

  @Message("No owner of a bureau competes with its sources.")
  String conflictsNone();

  @Message("{holder} holds {share} of {bureau}, through others too, and competes with its sources.")
  String conflict(String holder, String bureau, String share);

  @Message("conflict")
  String rival();

  @Message("Owner")
  String holder();

  @Message("Owned")
  String held();

  @Message("Share")
  String share();

  @Message("Since")
  String since();

  @Message("Approval")
  String approval();

  @Message("As a graph")
  String graph();

  @Message("What was refused, to whom, by which rule?")
  String refusalsTitle();

  @Message("The look is logged before you see anything. No person is named.")
  String refusalsText();

  @Message(
      "{count} refusals from {from} to {to}{#if goesOn}, as far as one page looks; there are more{/if}.")
  String refusalSums(String count, String from, String to, boolean goesOn);

  @Message("By rule")
  String byRule();

  @Message("By party")
  String byParty();

  @Message("By discloser")
  String byDiscloser();

  @Message("By recipient")
  String byRecipient();

  @Message("By month")
  String byMonth();

  @Message("Rule")
  String rule();

  @Message("Reason")
  String reason();

  @Message("Times")
  String times();

  @Message("Asked by")
  String caller();

  @Message("Called")
  String label();

  @Message("One by one")
  String lines();

  @Message("When")
  String when();

  @Message("From")
  String from();

  @Message("To")
  String to();

  @Message("In the log")
  String index();

  @Message("any")
  String any();

  @Message("Show")
  String show();

  @Message("Who has complied, and what was committed to?")
  String scoreboardTitle();

  @Message(
      "A commitment is the hash of an answer. All are opened at one instant, so nobody waits for the others’ word; anybody can recompute them.")
  String scoreboardText();

  @Message("Commitments are opened for all at {opens}, until {closes}.")
  String reveal(String opens, String closes);

  @Message("Reported")
  String reported();

  @Message("Commitment")
  String commitment();

  @Message("Opened by")
  String nonce();

  @Message("Which rules decide?")
  String packsTitle();

  @Message("Pack")
  String pack();

  @Message("Meant to decide from")
  String meant();

  @Message("Decides from")
  String decides();

  @Message("not activated")
  String notActivated();

  @Message("What has changed")
  String difference();

  @Message("What has changed from one pack to the other?")
  String differenceTitle();

  @Message("Nothing has changed.")
  String differenceNone();

  @Message("Lines that stay are left out.")
  String gap();

  @Message("What would past traffic have got?")
  String replayTitle();

  @Message(
      "Every release and refusal of the days is decided anew by the pack. Nothing is changed, and nobody’s data is shown. It can take a while.")
  String replayText();

  @Message("Decide anew")
  String replay();

  @Message(
      "{decisions} decisions were made anew; {changed} would have been otherwise; {unreadable} could not be read.")
  String replaySums(String decisions, String changed, String unreadable);

  @Message("Decisions")
  String decisions();

  @Message("The same")
  String unchanged();

  @Message("Refused instead")
  String newlyRefused();

  @Message("Permitted instead")
  String newlyPermitted();

  @Message("Otherwise")
  String otherwise();

  @Message("What waits for a second person?")
  String approvalsTitle();

  @Message(
      "What one person has proposed, another one approves, after a log-in that is not older than five minutes. Both are logged.")
  String approvalsText();

  @Message("Nothing was proposed lately.")
  String approvalsNone();

  @Message("Approve")
  String approve();

  @Message("Refuse")
  String refuse();

  @Message(
      "{#when code}{#is 'PROPOSED'}waits for a second person{#is 'APPROVED'}approved, being carried out{#is 'REFUSED'}refused{#is 'DONE'}done{#else}{code}{/when}")
  String proposalState(String code);

  @Message("State")
  String state();

  @Message("Proposed")
  String proposed();

  @Message("Takes effect")
  String effect();

  @Message("Comes to nothing")
  String expires();

  @Message("Digest of the act")
  String digest();

  @Message(
      "{#when word}{#is 'approved'}It is approved and logged.{#is 'refused'}It is refused and logged.{#is 'own'}You cannot approve what you have proposed yourself. Nothing was done.{#is 'code'}This takes a log-in with a one-time code. Nothing was done.{#is 'away'}The service does not answer. Whether it was done shows below; it is never done twice.{#else}It could not be done. Nothing was changed.{/when}")
  String done(String word);

  @Message("Waiting for a second person")
  String secondPerson();

  @Message(
      "{#if count == 0}Nothing waits for a second person.{#else if count == 1}One act waits for a second person.{#else}{count} acts wait for a second person.{/if}")
  String waitingFor(long count);
}
