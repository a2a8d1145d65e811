package dev.tallystick.portal.auditor;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Pages for auditors, in English; Chinese is beside them. */
@MessageBundle("auditor")
public interface AuditorMessages {
  @Message("Audit")
  String nav();

  @Message("Where did this come from, and who else got it?")
  String title();

  @Message("Trace")
  String trace();

  @Message("Money")
  String money();

  @Message("The log’s health")
  String health();

  @Message("What I have read")
  String reads();

  @Message("Pages of the audit")
  String pages();

  @Message("Release, report, consent, inquiry, deposit, party, or a person’s token")
  String search();

  @Message("Such as rel_…, con_…, inq_…, chk_…, sub_…, the id of an entry, or the name of a party.")
  String searchHelp();

  @Message("An entry’s id is that of")
  String entryKind();

  @Message("What the look is for")
  String why();

  @Message(
      "It is logged before you see anything, and the people concerned can read it. Name no person.")
  String whyHelp();

  @Message("Find")
  String find();

  @Message("That is no id that is known here, and no party’s name.")
  String notFound();

  @Message(
      "Nothing was found, or it is outside your engagement. What is not yours looks like what is not there.")
  String nothing();

  @Message("a release or report")
  String kindRelease();

  @Message("a deposit")
  String kindChunk();

  @Message("a correction")
  String kindCorrection();

  @Message(
      "{#when kind}{#is 'RELEASE'}A release or report{#is 'CHUNK'}A deposit{#is 'CONSENT'}A consent{#is 'CORRECTION'}A correction{#is 'INQUIRY'}An inquiry{#is 'PARTY'}A party{#is 'SUBJECT'}A person{#else}{kind}{/when}")
  String kind(String kind);

  @Message(
      "{releases} {#if releases == '1'}release{#else}releases{/if} about {people} {#if people == '1'}person{#else}people{/if}, from {deposits} {#if deposits == '1'}deposit{#else}deposits{/if}. {held} of them are still held, as far as the log says.")
  String sums(String releases, String people, String deposits, String held);

  @Message(
      "The sums are not of everything: there is more than can be counted at once, or the index is being filled after an upgrade. Narrow it by days.")
  String incomplete();

  @Message("Narrow it down")
  String narrow();

  @Message("Direction")
  String way();

  @Message("both ways")
  String wayBoth();

  @Message("to whoever got it")
  String wayDown();

  @Message("to where it came from")
  String wayUp();

  @Message("From")
  String from();

  @Message("To")
  String to();

  @Message("Party")
  String party();

  @Message("any")
  String any();

  @Message("Purpose (code)")
  String purpose();

  @Message("Shortest chain to")
  String target();

  @Message("Show")
  String show();

  @Message("The way between them")
  String chain();

  @Message("No way leads there among what is shown. Show more, or narrow it to where it is.")
  String noChain();

  @Message("As a graph")
  String graph();

  @Message(
      "What it was made of is on the left, whoever got it on the right. Dashed: it did not arrive. Faded: destroyed. Each thing leads to its own lineage.")
  String graphText();

  @Message(
      "There are too many things for a graph, so parties stand for them, with the number of releases. The table below has a page of the things.")
  String grouped();

  @Message("Larger")
  String larger();

  @Message("Smaller")
  String smaller();

  @Message("Whole graph")
  String whole();

  @Message("Arrows move it, + and − change its size, 0 shows the whole.")
  String keys();

  @Message("Who has it")
  String keepers();

  @Message("Got")
  String got();

  @Message("Still has")
  String has();

  @Message("Told of the correction")
  String told();

  @Message("yes")
  String yes();

  @Message("no")
  String no();

  @Message("Who gave to whom")
  String pairs();

  @Message("By")
  String leg();

  @Message("Releases")
  String releases();

  @Message("When")
  String when();

  @Message("What for")
  String whatFor();

  @Message("State")
  String stateTitle();

  @Message("Fee")
  String fee();

  @Message("In the log")
  String index();

  @Message("Deposits")
  String deposits();

  @Message("Deposit")
  String chunk();

  @Message("Further")
  String further();

  @Message("To take along")
  String files();

  @Message("The files hold what the page shows. Each is a read of its own, and is logged.")
  String filesText();

  @Message("The files hold what the page shows.")
  String filesPlain();

  @Message("Made of")
  String madeOf();

  @Message("Evidence for somebody else")
  String evidence();

  @Message(
      "One file with the entries, what proves that they are in the log and unaltered, and a page to print. Whoever gets it checks it without a network: tally verify bundle.zip. It is of all of it, also of what is narrowed down here, and each entry in it is a read that is logged. It takes some seconds.")
  String evidenceText();

  @Message("Evidence bundle")
  String evidenceFile();

  @Message("Evidence is made of one release, deposit or consent: follow a link above to one.")
  String evidenceOfOne();

  @Message(
      "Another site has led you here, so nothing has been looked up yet. A look stands in the log under your account, with what you say it is for. If you want it, check the question below and press Show.")
  String unasked();

  @Message("There is no evidence bundle")
  String noEvidence();

  @Message(
      "{#when reason}{#is NOT_ONE_THING}A bundle is about one release, deposit or consent, and this is about something else.{#is NOT_FOUND}Nothing was found, or it is outside your engagement.{#is AWAY}A service does not answer, or not as it must. Nothing is lost.{#is TOO_LONG}There is too much of it for one file from here.{#is NOT_OPENED}Part of it is not opened to you. Entries are opened to auditors, as far as the engagement goes.{#is NOT_READY}The log has not published all of it yet, or its witnesses have not seen that. Nothing is lost.{#else}What the service says and what its log has are not the same. That is evidence against whoever runs it.{/when}")
  String noEvidenceText(NoBundle reason);

  @Message(
      "{#when reason}{#is AWAY}Try again in a minute.{#is NOT_READY}Try again in some seconds.{#is TOO_LONG}Begin from a release of it, or use tally bundle on your own machine, which takes ten times as much.{#is CONTRADICTION}Run tally bundle and keep its report, then tell the authority.{#else}Begin from a release of it.{/when}")
  String noEvidenceNext(NoBundle reason);

  @Message("Back to the lineage")
  String back();

  @Message("Something else")
  String beside();

  @Message("not reached by this question")
  String besideLine();

  @Message("deposit{#if moment} of {moment}{/if}")
  String deposit(String moment);

  @Message("outside the engagement")
  String outside();

  @Message("known by its id alone")
  String outsideLine();

  @Message(
      "{#when step}{#is 'RELEASE_1'}to a bureau{#is 'RELEASE_2'}report sold{#is 'RELEASE'}handed over{#is 'ONWARD'}passed on{#else}{step}{/when}")
  String step(String step);

  @Message(
      "{#when step}{#is 'RELEASE_1'}to a bureau{#is 'RELEASE_2'}report sold{#is 'RELEASE'}handed over{#is 'ONWARD'}passed on{#else}{step}{/when}, {state}")
  String releaseLine(String step, String state);

  @Message(
      "{#when code}{#is 'CONFIRMED'}confirmed{#is 'UNCONFIRMED'}not confirmed{#is 'UNDELIVERED'}did not arrive{#is 'DESTROYED'}destroyed{#else}{code}{/when}")
  String state(String code);

  @Message("Who paid whom for whose data")
  String moneyTitle();

  @Message("What releases charged, by the day on which the log took them in. No person is in it.")
  String moneyText();

  @Message("{reports} reports were paid with {amount}.")
  String moneySums(String reports, String amount);

  @Message("Nothing was charged in these days.")
  String moneyNone();

  @Message("Paid by")
  String payer();

  @Message("Paid to")
  String payee();

  @Message("Product")
  String product();

  @Message("Reports")
  String reports();

  @Message("Amount")
  String amount();

  @Message("Price over time")
  String prices();

  @Message("Day")
  String day();

  @Message("Price of one")
  String price();

  @Message("Show these days")
  String showDays();

  @Message("At most 31 days.")
  String mostDays();

  @Message("How is the log?")
  String healthTitle();

  @Message("It is well: {size} entries.")
  String healthWell(String size);

  @Message("Something is wrong with the log. Tell its operator and the authority.")
  String healthBad();

  @Message("Entries")
  String size();

  @Message("Takes new ones")
  String writable();

  @Message("Seen by witnesses")
  String witnessed();

  @Message("no witness is asked for")
  String noWitness();

  @Message("Indexed")
  String indexed();

  @Message("{entries} entries behind")
  String behind(String entries);

  @Message("Newest check of everything")
  String checked();

  @Message("none since the service has started")
  String notChecked();

  @Message("What it has found")
  String finding();

  @Message("everything holds")
  String holds();

  @Message("What have I read?")
  String readsTitle();

  @Message(
      "Each read of an auditor or the regulator is in the log before it happens. Whoever it was about finds it in their own list.")
  String readsText();

  @Message("You have read nothing yet. What you look at will stand here.")
  String readsNone();

  @Message(
      "{#when kind}{#is 'SUBJECT'}a person’s list or lineage{#is 'PARTY'}what is filed under {party}{#is 'ENTRY'}one entry, or what is tied to it{#is 'BULK'}entries {first} to {last}{#else}{kind}{/when}")
  String readOf(String kind, String party, String first, String last);

  @Message("What was read")
  String what();

  @Message("Recent work")
  String recent();

  @Message("Not confirmed")
  String unconfirmed();

  @Message("Which releases has nobody confirmed?")
  String unconfirmedTitle();

  @Message(
      "Of these the log has the giver’s half alone: the recipient has not said that it has opened what it got, or the giver has given it up.")
  String unconfirmedText();

  @Message("Everything was confirmed.")
  String unconfirmedNone();
}
