package dev.tallystick.portal.auditor;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Pages about owners of bureaus and about sealed reads, in English; Chinese is beside them. */
@MessageBundle("parity")
public interface ParityMessages {
  @Message("Parity")
  String parity();

  @Message("Does a bureau treat its owners like the rest?")
  String parityTitle();

  @Message(
      "For each holder of five percent or more of a bureau: its group, which is itself and whom it holds a quarter of, beside everybody else. The rest is named nowhere. A figure is left out where it would rest on fewer than ten cases, or the rest on fewer than three parties.")
  String parityText();

  @Message("Month")
  String month();

  @Message("Show this month")
  String showMonth();

  @Message(
      "No bureau with a recorded holder has released or refused anything to do with the holder's group in this month. Choose another above.")
  String parityNone();

  @Message("How fast the bureaus are")
  String speed();

  @Message(
      "All lenders of a bureau together. A time when a bureau was away stands in no log: what was not asked then is in no figure.")
  String speedText();

  @Message("Owners beside the rest")
  String owners();

  @Message("Bureau")
  String bureau();

  @Message("Holder")
  String holder();

  @Message("{party}, {percent} %")
  String holding(String party, String percent);

  @Message("Side")
  String side();

  @Message(
      "{#when code}{#is 'LENDER'}reports to lenders{#is 'PLATFORM'}records from platforms{#else}{code}{/when}")
  String sideOf(String code);

  @Message("Whose")
  String whose();

  @Message("the holder's group")
  String group();

  @Message("the rest")
  String rest();

  @Message("Cases")
  String cases();

  @Message("Median time from inquiry to release")
  String time();

  @Message("{seconds} s")
  String seconds(String seconds);

  @Message("Refused")
  String refused();

  @Message("{percent} %")
  String percent(String percent);

  @Message("too few")
  String tooFew();

  @Message("Median prices")
  String prices();

  @Message("Product")
  String product();

  @Message("Line of the tariff")
  String line();

  @Message("No product was sold often enough to both.")
  String pricesNone();

  @Message("Sealed reads")
  String sealed();

  @Message("How much is kept from persons, and until when?")
  String sealedTitle();

  @Message(
      "A read that an authority keeps from its person for a term stands under the authority alone, and comes into the person's list when the term is over. Everybody may know how many there are. A person's list is complete but for these.")
  String sealedText();

  @Message("Nothing has ever been sealed: every list of a person is complete.")
  String sealedNone();

  @Message("Authority")
  String authority();

  @Message("Sealed so far")
  String sealedEver();

  @Message("Still closed")
  String closed();

  @Message("The first opens")
  String firstOpens();

  @Message("The last opens")
  String lastOpens();

  @Message("Should be open")
  String late();
}
