package dev.tallystick.portal.board;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Public pages about the market, in English; Chinese is beside them. */
@MessageBundle("market")
public interface MarketMessages {
  @Message("Pages of the board")
  String pages();

  @Message("Who keeps to the rules")
  String scoreboard();

  @Message("Refused direct sales")
  String direct();

  @Message("Who gives to whom")
  String flows();

  @Message("Who collects what")
  String collects();

  @Message("Tariffs")
  String tariffs();

  @Message("Who has tried to hand data to a lender directly?")
  String directTitle();

  @Message(
      "A platform may not hand data about people to a lender, whatever it is called. Each attempt was refused and logged; nothing was handed over. No person is named, and numbers are in tens.")
  String directText();

  @Message("Nobody has tried it so far. An attempt that is refused will stand here.")
  String directNone();

  @Message("Platform")
  String platform();

  @Message("Lender")
  String lender();

  @Message("Attempts")
  String attempts();

  @Message("{number} or more")
  String atLeast(String number);

  @Message("fewer than ten")
  String few();

  @Message("What goes from whom to whom?")
  String flowsTitle();

  @Message(
      "Releases that the log has, in tens. What has gone from one party to another fewer than ten times is not shown, so no number points at a person.")
  String flowsText();

  @Message("Nothing has gone from one party to another ten times yet.")
  String flowsNone();

  @Message("As a graph")
  String graph();

  @Message("From")
  String from();

  @Message("To")
  String to();

  @Message("Releases")
  String releases();

  @Message("Kinds of data")
  String categories();

  @Message("What for")
  String purposes();

  @Message("Who collects what, from whom?")
  String collectsTitle();

  @Message(
      "Every platform, bureau and lender has a page with what it collects, from whom it gets it and to whom it gives it (R57).")
  String collectsText();

  @Message("Nobody is registered yet.")
  String collectsNone();

  @Message("Party")
  String party();

  @Message("Role")
  String roleTitle();

  @Message(
      "{#when code}{#is 'PLATFORM'}platform{#is 'BUREAU'}bureau{#is 'LENDER'}lender{#else}{code}{/when}")
  String role(String code);

  @Message("What it collects")
  String what();

  @Message("It has filed nothing, and nothing has gone to it or from it ten times.")
  String whatNone();

  @Message("sensitive")
  String sensitive();

  @Message("Whom to write to, and to object to")
  String contact();

  @Message("From whom it gets data")
  String sources();

  @Message("To whom it gives data")
  String recipients();

  @Message("nobody")
  String nobody();

  @Message("What does a report cost?")
  String tariffsTitle();

  @Message(
      "Each bureau publishes its prices, and every version stays. A fee that is not in them is refused.")
  String tariffsText();

  @Message("No bureau is registered yet.")
  String bureausNone();

  @Message("This bureau has published no prices yet.")
  String tariffsNone();

  @Message("Version {version}, from {day}")
  String tariffTitle(String version, String day);

  @Message("{#when code}{#is 'IN_FORCE'}holds now{#is 'TO_COME'}is to come{#else}is over{/when}")
  String tariffState(String code);

  @Message("Line")
  String line();

  @Message("Paid by")
  String payerTitle();

  @Message(
      "{#when code}{#is 'RECIPIENT'}who gets the report{#is 'SUBJECT'}the person{#else}{code}{/when}")
  String payer(String code);

  @Message("For")
  String forWhat();

  @Message("Class")
  String userClass();

  @Message("Price")
  String price();

  @Message("Charged again")
  String dedupTitle();

  @Message("{#when code}{#is 'LOCAL_DAY'}once a day{#is 'NONE'}each time{#else}{code}{/when}")
  String dedup(String code);
}
