package dev.tallystick.portal.alert;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The pages of addresses for messages, in English; Chinese is beside them. */
@MessageBundle("alert")
public interface AlertMessages {
  @Message("Tell me")
  String title();

  @Message(
      "You are told when data about you is sold or refused, and when somebody agrees to something in your name. A message says that something happened and no more; what it was you read here, after you have logged in.")
  String intro();

  @Message("By mail")
  String mail();

  @Message("By webhook")
  String webhook();

  @Message("For programs of yours: a call of an https address. Its messages are signed.")
  String webhookHow();

  @Message("You are not told by mail. When you set an address, it will stand here.")
  String noMail();

  @Message("No webhook of yours is called. When you set one, it will stand here.")
  String noWebhook();

  @Message(
      "{#when code}{#is 'PENDING'}Not confirmed: nothing is told there before it is, which can be done until {moment}.{#is 'CONFIRMED'}Confirmed: you are told there.{#is 'OFF'}Off since {moment}, because 20 calls in a row have failed. Set it again to be told there.{#else}{code}{/when}")
  String state(String code, String moment);

  @Message("{#when code}{#is 'AT_ONCE'}at once{#is 'DAILY'}once a day{#else}{code}{/when}")
  String pace(String code);

  @Message("{count} {#if count == 1}message{#else}messages{/if} could not be sent")
  String unsent(long count);

  @Message("All this is also in the list of who used your data.")
  String unsentHow();

  @Message(
      "{#when code}{#is 'CHALLENGE'}the question whether the address is yours{#is 'CONSENT'}a consent in your name{#is 'REFUSAL'}a refusal{#is 'SALE'}a sale{#is 'WEBHOOK_OFF'}that your webhook was switched off{#else}{code}{/when}, {happened}; given up {failed}")
  String unsentOne(String code, String happened, String failed);

  @Message("Mail address")
  String mailAddress();

  @Message("Address of the webhook, beginning with https://")
  String webhookAddress();

  @Message("When")
  String when();

  @Message("Language of the mails")
  String language();

  @Message("Tell me by mail")
  String setMail();

  @Message("Call my webhook")
  String setWebhook();

  @Message(
      "Another address takes the place of the one before. It is first sent a link, which you open within a day.")
  String setMailHow();

  @Message(
      "Another address takes the place of the one before. It is called once, and answers with what it was sent.")
  String setWebhookHow();

  @Message("Tell me by mail no more")
  String removeMail();

  @Message("Call my webhook no more")
  String removeWebhook();

  @Message("Is that your mail address?")
  String confirmTitle();

  @Message(
      "You opened a link that was sent to a mail address. If you have set that address here, say so, and you are told there from now on. If you have not, close this page: nothing is sent there.")
  String confirmText();

  @Message("Yes, that is my address")
  String confirm();

  @Message(
      "Open the link in the mail again, the whole of it: what it ends with is missing here. Nothing was changed.")
  String confirmNoCode();

  @Message("The secret of your webhook")
  String secretTitle();

  @Message(
      "Keep it now: it is shown this once, and never again. What your webhook is called with is signed with it, in the way of Standard Webhooks.")
  String secretText();

  @Message(
      "The webhook is being called, and has to answer with what it was sent. Until then it gets nothing else.")
  String secretNext();

  @Message("I have kept it")
  String secretKept();
}
