package dev.tallystick.gateway.desk;

import dev.tallystick.gateway.consent.PersonAskState;
import dev.tallystick.gateway.order.OrderState;
import dev.tallystick.web.ErrorKind;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the pages say, in English; Chinese is beside it. */
@MessageBundle("desk")
public interface DeskMessages {
  @Message("Skip to the page")
  String skip();

  @Message("Pages")
  String pages();

  @Message("What to do next")
  String next();

  @Message("Ask for consent")
  String asks();

  @Message("Orders and reports")
  String orders();

  @Message("Loans")
  String loans();

  @Message("Notices")
  String notices();

  @Message("Books")
  String books();

  @Message("Log out")
  String logOut();

  @Message("中文")
  String otherLanguage();

  @Message("You are logged in as {name}, for {party}.")
  String loggedInAs(String name, String party);

  @Message("To the first page")
  String home();

  @Message(
      "{#when kind}{#is FORM_REFUSED}This form is too old{#is LOG_IN_FAILED}You are not logged in{#is NOT_FOR_YOU}This page is not for you{#is NOT_FOUND}There is no such page{#is NOT_A_PAGE}There is no such page{#is AWAY}This cannot be done right now{#is FAULT}Something went wrong{#else}That cannot be done{/when}")
  String errorTitle(ErrorKind kind);

  @Message(
      "{#when kind}{#is FORM_REFUSED}It was not sent from a page that was opened here just now. Nothing was done. Go back, load the page again, and repeat what you did.{#is LOG_IN_FAILED}The log-in did not come to its end. Nothing was changed. Log in again.{#is NOT_FOR_YOU}It is for the staff of this company with another role, or the request came from another site. Nothing was done.{#is NOT_FOUND}Nothing is at this address.{#is NOT_A_PAGE}This is where a form leads to, and it was opened without one. Nothing was done.{#is AWAY}A part of the suite does not answer. Nothing was lost. Try again in a minute.{#is FAULT}The fault is ours. Nothing was lost. Try again; if it stays so, tell whoever runs this gateway.{#else}Nothing was done. Go back and look at what the page says.{/when}")
  String errorText(ErrorKind kind);

  @Message(
      "{#when what}{#is ASKED}The person is asked. What they answer stands here as soon as the log has it.{#is ORDERED}The order is taken. The report stands here as soon as it has come and has passed every check.{#is DECIDED}The decision is recorded under your account, and the bureau is told.{#is LENT}The bureau has taken the loan.{#is CLOSED}The bureau has taken the end of the loan.{#is ANSWERED}The answer is stored under your account, and the log is told.{#else}That was refused. Nothing was done.{/when}")
  String done(DeskDone what);

  @Message(
      "{#when code}{#is 'ORDER_INVALID'}A field does not have the form that is asked for.{#is 'STAFF_PURPOSE_REQUIRED'}Name the case that you look at it for.{#is 'NOTICE_ANSWER_INVALID'}This kind of notice does not take that answer, or lacks a part.{#is 'NOTICE_ANSWERED'}It was answered before.{#is 'DECISION_REPORTED'}The bureau was told another decision by this report.{#is 'REPORT_NOT_THERE'}There is no report yet.{#is 'REPORT_DESTROYED'}The report was destroyed; the proofs are kept.{#is 'REPORT_FLAWED'}What was handed over did not pass the checks.{#is 'QUEUE_FULL'}Too many orders wait already.{#is 'SUITE_UNAVAILABLE'}A service of the suite does not answer. Try again in a minute.{#else}The reason is {code}.{/when}")
  String why(String code);

  @Message("Reports to read and decide")
  String readyTitle();

  @Message("Orders under way")
  String waitingTitle();

  @Message("Consents asked for")
  String askedTitle();

  @Message("Notices with a date")
  String noticesTitle();

  @Message("Nothing waits here.")
  String none();

  @Message("Open")
  String read();

  @Message("Answer")
  String answer();

  @Message("by {day}")
  String dueOn(String day);

  @Message("was due by {day}")
  String dueLate(String day);

  @Message(
      "The person reads your text, and says yes or no at the portal. Nothing is bought before they agree.")
  String asksIntro();

  @Message("Who")
  String who();

  @Message("Known by")
  String scheme();

  @Message("Identity card")
  String idCard();

  @Message("Phone")
  String phone();

  @Message("Customer number")
  String customerNo();

  @Message("Identifier")
  String identifier();

  @Message("Platform, for a customer number")
  String platform();

  @Message("Bureau")
  String bureau();

  @Message("Product")
  String product();

  @Message("Purpose")
  String purpose();

  @Message("Kinds of data, with spaces between")
  String categories();

  @Message("How it is used")
  String method();

  @Message("How long the report is kept, such as P1Y")
  String retention();

  @Message("Answer until")
  String until();

  @Message("Your words to the person")
  String noticeText();

  @Message("Whom the person may write to")
  String contact();

  @Message("Where they ask for their rights")
  String rightsRoute();

  @Message("Language of the words")
  String language();

  @Message("Ask")
  String ask();

  @Message("Asked so far")
  String askedSoFar();

  @Message(
      "{#when state}{#is QUEUED}being sent{#is ASKED}waits for the person{#is GIVEN}agreed{#is REFUSED}refused by the person{#is LAPSED}not answered in time{#else}refused by the suite{/when}")
  String askState(PersonAskState state);

  @Message("A consent that was asked for")
  String askTitle();

  @Message(
      "{bureau} is to tell {categories}, for {purpose}; kept for {retention}; to be answered by {until}.")
  String askSays(String bureau, String categories, String purpose, String retention, String until);

  @Message("Order a report on it")
  String orderOnIt();

  @Message("The order waits for the person if they have not answered yet.")
  String orderOnItText();

  @Message(
      "A report is bought once the person has agreed. What it costs, and the proof that it was bought, stand at the order.")
  String ordersIntro();

  @Message("Order a report")
  String newOrder();

  @Message("Consent, such as con_…")
  String consent();

  @Message("What it is about, if the purpose has an object")
  String objectKind();

  @Message("Its number")
  String objectRef();

  @Message("Try for so many days")
  String days();

  @Message("Order")
  String order();

  @Message("Ordered so far")
  String ordered();

  @Message(
      "{#when state}{#is QUEUED}waits{#is SIGNED}bought, on its way{#is OPENED}here{#is ACKNOWLEDGED}here, and confirmed{#is DESTROYING}being destroyed{#is DESTROYED}destroyed{#is REFUSED}refused{#is EXPIRED}too late{#else}did not pass the checks{/when}")
  String orderState(OrderState state);

  @Message("{#when whom}{#is 'CONSENT'}for the person's consent{#else}for the suite{/when}")
  String waitsFor(String whom);

  @Message("A report from {bureau}")
  String orderTitle(String bureau);

  @Message("Ordered")
  String made();

  @Message("State")
  String stateTitle();

  @Message("Price")
  String price();

  @Message("Tariff")
  String tariff();

  @Message(
      "{#when word}{#is 'true'}as published{#is 'false'}not published{#else}being looked up{/when}")
  String tariffIs(String word);

  @Message("Details and proof")
  String proofs();

  @Message("Sale")
  String release();

  @Message("Entry in the log")
  String event();

  @Message("Place in the log")
  String place();

  @Message("The seller's half: signed, and checked when the report came, {at}.")
  String sellersHalf(String at);

  @Message("Our half: in the log since {at}.")
  String ownHalf(String at);

  @Message("Our half: not in the log yet. It is sent when the log covers the sale.")
  String ownHalfMissing();

  @Message("The receipt, as a file")
  String receipt();

  @Message("Kept until")
  String kept();

  @Message("What is missing")
  String missing();

  @Message("Since it was bought: {what}. It may have to be bought anew.")
  String changed(String what);

  @Message("Read the report")
  String lookTitle();

  @Message(
      "Name the case that you look at it for. The look is noted under your account; the number stands in no address.")
  String lookText();

  @Message("Case")
  String ticket();

  @Message("Show the report")
  String show();

  @Message("The report")
  String reportTitle();

  @Message("Score")
  String score();

  @Message("Made on {day} by the model {model}.")
  String madeBy(String day, String model);

  @Message("What cost most points")
  String reasons();

  @Message("What it rests on")
  String sources();

  @Message("From")
  String from();

  @Message("What the records say")
  String facts();

  @Message("Kind")
  String kind();

  @Message("Observed")
  String day();

  @Message("Values")
  String values();

  @Message("disputed by the person")
  String disputed();

  @Message("another source states otherwise")
  String conflict();

  @Message("What the person says")
  String statements();

  @Message("Record the decision")
  String decideTitle();

  @Message("Outcome")
  String outcome();

  @Message(
      "{#when word}{#is 'APPROVED'}approved{#is 'DECLINED'}declined{#is 'COUNTER_OFFER'}another offer{#else}no decision{/when}")
  String outcomeIs(String word);

  @Message("Reasons, one a line. They are needed unless you approve; the person may ask for them.")
  String reasonLines();

  @Message("Of a joint loan: what the partner lends, in percent")
  String share();

  @Message("Record it")
  String decide();

  @Message("What was decided")
  String decidedTitle();

  @Message("The bureau was told: {what}.")
  String toldAs(String what);

  @Message("The bureau is being told.")
  String notTold();

  @Message("Who did what here")
  String actsTitle();

  @Message(
      "{#when kind}{#is 'ASK'}asked{#is 'ORDER'}ordered{#is 'READ'}read the report{#is 'DECISION'}recorded the decision{#is 'LOAN'}told a loan{#is 'CLOSURE'}told the end of a loan{#else}answered{/when}")
  String act(String kind);

  @Message("It ended with {code}.")
  String problem(String code);

  @Message("Not legal advice.")
  String notAdvice();
}
