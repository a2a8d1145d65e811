package dev.tallystick.portal.board;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Public pages with figures of the market by month, in English; Chinese is beside them. */
@MessageBundle("trade")
public interface TradeMessages {
  @Message("Cost of a loan")
  String costs();

  @Message("Ways to lenders")
  String channels();

  @Message("How fast bureaus are")
  String bureaus();

  @Message("What do reports cost for each loan that is approved?")
  String costsTitle();

  @Message(
      "The fees that bureaus charged in a month, less those they took back, over the approvals that lenders reported in it. Reports on people who were declined are paid for too, so they are in it. A report that is bought on the last day of a month may be decided by in the next.")
  String costsText();

  @Message("No lender has reported an approval in the last thirteen months.")
  String costsNone();

  @Message("In {month} reports cost {amount} for each loan that was approved.")
  String costsLast(String month, String amount);

  @Message("Joint loans")
  String joint();

  @Message("Who lends together, and does it grow?")
  String jointTitle();

  @Message(
      "A joint loan is one that a bank gives together with a platform or another bank, each of which bears a share. The partners bear at least what the rule pack asks for (R67), three tenths in those that ship; so does each platform among them. Loans are those that lenders told a bureau of.")
  String jointText();

  @Message("No lender has told of a loan in the last thirteen months.")
  String jointNone();

  @Message("In {month} {percent} of the loans were joint ones.")
  String jointLast(String month, String percent);

  @Message("By month")
  String byMonth();

  @Message("Loans")
  String loans();

  @Message("Joint")
  String jointLoans();

  @Message("Joint of all")
  String jointShare();

  @Message("Against the month before")
  String growth();

  @Message("By platform and bank")
  String byPair();

  @Message("Partner")
  String partner();

  @Message("Lender")
  String lender();

  @Message(
      "Who opened fewer than ten joint loans together in a month is not shown. Numbers are in tens, and no person is named.")
  String pairsLeftOut();

  @Message("No two have opened ten joint loans together in a month.")
  String pairsNone();

  @Message("Month")
  String month();

  @Message("Bureau")
  String bureau();

  @Message("Product")
  String product();

  @Message("all products")
  String allProducts();

  @Message("Approvals")
  String approvals();

  @Message("Reports for each approval")
  String perApproval();

  @Message("too few")
  String tooFew();

  @Message("fewer than ten")
  String few();

  @Message("{number} or more")
  String atLeast(String number);

  @Message(
      "A figure is left out where it would rest on fewer than ten cases or fewer than three lenders. No lender and no person is named.")
  String leftOut();

  @Message("How much of what lenders get comes through bureaus?")
  String channelsTitle();

  @Message(
      "What went to lenders by month: sold by a licensed bureau, or handed over by a platform itself where a rule pack allows that. What goes past this log altogether is in no figure, and a release past the bureaus has no fee in the log: what was paid for it is not known here.")
  String channelsText();

  @Message("Nothing has gone to a lender in the last thirteen months.")
  String channelsNone();

  @Message("In {month} {percent} of what went to lenders came through bureaus.")
  String channelsLast(String month, String percent);

  @Message("Sold by bureaus")
  String throughBureaus();

  @Message("Handed over by platforms")
  String direct();

  @Message("Refused to platforms")
  String directRefused();

  @Message("Through bureaus")
  String share();

  @Message("Fees of bureaus")
  String fees();

  @Message("{percent} %")
  String percent(String percent);

  @Message("How long does each bureau take, and how often does it fail?")
  String bureausTitle();

  @Message(
      "Times run from the inquiry to the entry of its report. An inquiry has failed if it was refused because the bureau had not got what its product needs, or if a sold report was not sent in time.")
  String bureausText();

  @Message(
      "A bureau that does not answer at all leaves no entry: such an inquiry is in no figure. What can be seen is a day on which a bureau sold nothing while the others sold ten reports or more; the log does not say why.")
  String bureausBlind();

  @Message("No bureau has sold a report in the last thirteen months.")
  String bureausNone();

  @Message("Reports")
  String reports();

  @Message("Half within")
  String half();

  @Message("Nineteen of twenty within")
  String nearlyAll();

  @Message("{seconds} s")
  String seconds(String seconds);

  @Message("Failed")
  String failed();

  @Message("Days without a sale")
  String quietDays();
}
