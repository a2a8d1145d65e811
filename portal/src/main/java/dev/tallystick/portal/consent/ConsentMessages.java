package dev.tallystick.portal.consent;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The pages of consents and of the stop, in English; Chinese is beside them. */
@MessageBundle("consent")
public interface ConsentMessages {
  @Message("What I allowed")
  String title();

  @Message("You can take back each of these at any time. It costs nothing and needs no reason.")
  String intro();

  @Message(
      "You have allowed nobody anything. When a company asks you, its question will stand here with the whole text.")
  String none();

  @Message("{discloser} may give {recipient} data about you")
  String supply(String discloser, String recipient);

  @Message("{recipient} may ask {discloser} for a credit report about you")
  String query(String recipient, String discloser);

  @Message("Allowing {recipient} {kind}")
  String other(String recipient, String kind);

  @Message("given")
  String given();

  @Message("withdrawn")
  String withdrawn();

  @Message("ended")
  String expired();

  @Message("Used {uses} times.")
  String used(String uses);

  @Message("Used {uses} of {limit} times.")
  String usedOf(String uses, String limit);

  @Message("What for")
  String purpose();

  @Message("Kinds of data")
  String categories();

  @Message("May be kept for")
  String retention();

  @Message("Until")
  String until();

  @Message("{party} says that you gave it there. If you did not, withdraw it.")
  String collected(String party);

  @Message("The text that you were shown")
  String notice();

  @Message("Withdraw")
  String withdraw();

  @Message("Move to another bureau")
  String move();

  @Message("Move a consent to another bureau")
  String moveTitle();

  @Message(
      "Choose the bureau that takes over. With one click the consent below is withdrawn and the same one is given to that bureau: for the same purpose, with the same kinds of data, and for no longer. If the bureau cannot take it, everything stays as it is.")
  String moveIntro();

  @Message("What you allowed")
  String moveFrom();

  @Message("The text that you agree to by moving")
  String moveText();

  @Message(
      "{what}. What for: {purpose}. Kinds of data: {categories}. How: {method}. May be kept for: {retention}. It ends on {until}, as the consent that it takes the place of. Who gets the data is reached at: {contact}. {rights}")
  String moveNotice(
      String what,
      String purpose,
      String categories,
      String method,
      String retention,
      String until,
      String contact,
      String rights);

  @Message(
      "You can take this back at any time under What I allowed; it costs nothing and needs no reason. There you can also ask for correction and erasure.")
  String moveRights();

  @Message("Move to {bureau}")
  String moveTo(String bureau);

  @Message("There is no other bureau that could take it over now.")
  String moveNobody();

  @Message("This consent cannot be moved: it is over, or it is not one with a bureau.")
  String moveNothing();

  @Message("What I am asked for")
  String askedTitle();

  @Message("Nothing happens until you answer. A no needs no reason and costs you nothing.")
  String askedIntro();

  @Message("Nobody asks you for anything. When a company does, the whole text will stand here.")
  String askedNone();

  @Message("{party} asks you.")
  String askedBy(String party);

  @Message("The text that you would agree to")
  String askedText();

  @Message(
      "This cannot be agreed to here: the company has not told what it has to tell you first. It can ask anew.")
  String askedElsewhere();

  @Message("How")
  String method();

  @Message("How often")
  String uses();

  @Message("{limit} times at most")
  String usesAtMost(String limit);

  @Message("as often as needed")
  String usesUnlimited();

  @Message(
      "Companies with a share in who would hand it over, and which compete with others that have data about you:")
  String conflicts();

  @Message("I have read what is special about it")
  String warned();

  @Message("What is special about it")
  String special();

  @Message(
      "These are details of your finances, such as income, savings, insurance, property or taxes. A law asks for your written consent to them alone, because what they show can be held against you: you may be refused, or pay more.")
  String specialFinancial();

  @Message(
      "These count as sensitive: whoever misuses them can hurt your dignity, your safety or your property. A law asks for your consent to them alone. Without it you keep everything else that you agreed to.")
  String specialSensitive();

  @Message(
      "Your data would leave the country. Other laws hold there, and this log sees what is sent there but not what becomes of it. A law asks for your consent to that alone.")
  String specialOutbound();

  @Message(
      "What a company has got about you would go on to a third one. That one has to be named, and it may hand it on to nobody.")
  String specialOnward();

  @Message("Where to")
  String country();

  @Message("Why it is needed, as the company says")
  String necessity();

  @Message("What it may do to you, as the company says")
  String impact();

  @Message("I agree")
  String agree();

  @Message("I say no")
  String refuse();

  @Message("Stop everything")
  String freezeTitle();

  @Message("Everything is stopped")
  String frozen();

  @Message(
      "No company gets data about you, whatever you allowed. What was handed over before stays where it is.")
  String frozenText();

  @Message("The log has not taken it yet; it holds all the same.")
  String frozenPending();

  @Message("Nothing is stopped")
  String notFrozen();

  @Message(
      "Companies may use your data as far as you allowed it. If you think that somebody acts in your name, stop everything with one click and look at the list.")
  String notFrozenText();

  @Message("Stop everything now")
  String freeze();

  @Message("Let it go on")
  String lift();

  @Message("Who has to stop")
  String stopsTitle();

  @Message(
      "When you withdraw, everybody who got data on that consent has to say by a day what became of it.")
  String stopsText();

  @Message(
      "Nobody has to stop anything. If you withdraw a consent, whoever has to answer will stand here.")
  String noStops();

  @Message(
      "Whoever has to stop is told within minutes. Load the page again to see them, and what they answer.")
  String stopsAgain();

  @Message(
      "{done} of {all} {#if all == 1}holder has{#else}holders have{/if} confirmed that nothing goes on.")
  String stopsSum(long done, long all);

  @Message("Who")
  String holder();

  @Message("Until")
  String dueOn();

  @Message("Answer")
  String answer();

  @Message("The text that you were shown")
  String noticeTitle();

  @Message("Back")
  String back();
}
