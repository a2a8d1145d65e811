package dev.tallystick.gateway.desk;

import dev.tallystick.gateway.ledger.DifferenceKind;
import dev.tallystick.gateway.notice.NoticeKind;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the pages of loans, notices and books say, in English; Chinese is beside it. */
@MessageBundle("books")
public interface BooksMessages {
  @Message("A loan is told under the consent that its report was bought on, and ends here too.")
  String loansIntro();

  @Message("Of which order, such as ord_…")
  String loanOf();

  @Message("Kind of loan")
  String loanKind();

  @Message("{#when word}{#is 'LOAN'}loan{#is 'LINE'}line of credit{#else}guarantee{/when}")
  String loanKindIs(String word);

  @Message("Opened on")
  String openedOn();

  @Message("Closed on")
  String closedOn();

  @Message("Tell the loan")
  String tellLoan();

  @Message("Why it ended")
  String endReason();

  @Message(
      "{#when word}{#is 'REPAID'}repaid{#is 'CANCELLED'}cancelled{#is 'TRANSFERRED'}transferred{#else}written off{/when}")
  String endIs(String word);

  @Message("Tell the end")
  String tellEnd();

  @Message("Show the loans with a bureau")
  String showLoans();

  @Message("Loan")
  String loanId();

  @Message(
      "What the company was told to do about data that it has got. An answer that says \"done\" destroys or marks the reports in the same moment.")
  String noticeIntro();

  @Message(
      "{#when kind}{#is STOP}A consent has ended{#is CHANGE}A record has changed{#is OBJECTION}A person objects{#is RIGHT}A person asks for an explanation or another right{#else}A complaint{/when}")
  String noticeIs(NoticeKind kind);

  @Message(
      "{#when word}{#is 'DONE'}done{#is 'FULFILLED'}fulfilled{#is 'NOT_HELD'}nothing held{#is 'REFUSED'}refused{#is 'CORRECTED'}corrected{#is 'REJECTED'}not right{#is 'UNVERIFIABLE'}cannot be verified{#else}answered{/when}")
  String answerIs(String word);

  @Message("Words; of a refusal why, otherwise what the person reads")
  String words();

  @Message("Of a refusal: where the person can complain")
  String route();

  @Message("Entries of corrections")
  String corrections();

  @Message("Answered")
  String answeredTitle();

  @Message("Waiting for an answer")
  String noticesWaiting();

  @Message("Every purchase and sale of the company, as its own list in the log proves it.")
  String booksIntro();

  @Message("{entries} entries, proved complete {at}.")
  String booksChecked(String entries, String at);

  @Message("The list was not proved yet.")
  String booksUnchecked();

  @Message("The last answer of the log was not proved: {finding}.")
  String booksFinding(String finding);

  @Message("Spending by month")
  String spending();

  @Message("Month")
  String month();

  @Message("Seller")
  String seller();

  @Message("Buyer")
  String buyer();

  @Message("Number")
  String number();

  @Message("Amount")
  String amount();

  @Message("What does not agree")
  String differences();

  @Message("The books agree with the log.")
  String agree();

  @Message("Lacks its half")
  String lacks();

  @Message("About")
  String about();

  @Message(
      "{#when kind}{#is NOT_IN_LOG}bought, and not in the log{#is NOT_IN_LEDGER}in the log, and never received{#is NOT_ACKNOWLEDGED}not confirmed by the buyer{#is PRICE_DIFFERS}another price than in the log{#is PRICE_NOT_PUBLISHED}price in no published tariff{#is FLAWED}did not pass the checks{#is INVOICE_DIFFERS}invoice is not the sum{#is INVOICED_TWICE}invoiced twice{#is NOT_INVOICED}not invoiced{#is IMPORT_NOT_IN_LOG}in the other books, not in the log{#is NOT_IN_IMPORT}not in the other books{#else}another price in the other books{/when}")
  String differs(DifferenceKind kind);
}
