package dev.tallystick.portal.frame;

import dev.tallystick.portal.call.Absence;
import dev.tallystick.web.ErrorKind;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What frames every page, in English; Chinese is beside it. */
@MessageBundle("ui")
public interface UiMessages {
  @Message("Skip to the page")
  String skip();

  @Message("Pages")
  String pages();

  @Message("Who used my data")
  String usage();

  @Message("What I allowed")
  String consents();

  @Message("What is kept about me")
  String kept();

  @Message("Check it yourself")
  String check();

  @Message("Who keeps to the rules")
  String board();

  @Message("The log")
  String log();

  @Message("Log in")
  String logIn();

  @Message("Log out")
  String logOut();

  @Message("My pages")
  String myPages();

  @Message("中文")
  String otherLanguage();

  @Message("You are logged in as {name}.")
  String loggedInAs(String name);

  @Message("Do you want to log out?")
  String logOutTitle();

  @Message("Your session ends here and at the log-in page. Nothing of what you have done changes.")
  String logOutText();

  @Message("You are not logged in.")
  String loggedOut();

  @Message(
      "{#when kind}{#is FORM_REFUSED}This form is too old{#is LOG_IN_FAILED}You are not logged in{#is NOT_FOR_YOU}This page is not for you{#is NOT_FOUND}There is no such page{#is NOT_A_PAGE}There is no such page{#is TOO_LARGE}That is too much{#is TOO_MANY}That was a lot at once{#is REFUSED}That cannot be done{#is AWAY}This page is not there right now{#else}Something went wrong{/when}")
  String errorTitle(ErrorKind kind);

  @Message(
      "{#when kind}{#is FORM_REFUSED}It was not sent from a page that was opened here just now, so nothing was done.{#is LOG_IN_FAILED}The log-in did not come to its end, or took too long. Nothing was changed.{#is NOT_FOR_YOU}It is for people with another role, or the request came from another site. Nothing was done.{#is NOT_FOUND}Nothing is at this address. The link may be old, or mistyped.{#is NOT_A_PAGE}This is where a form leads to, and it was opened without one. Nothing was done.{#is TOO_LARGE}More was sent than this page can take. Nothing was done.{#is TOO_MANY}So many pages were asked for from where you are that the others would have to wait. Nothing was lost.{#is REFUSED}What was sent does not have the form that is asked for. Nothing was done.{#is AWAY}A part of the suite does not answer. Nothing was lost.{#else}The fault is ours. Nothing of yours is lost.{/when}")
  String errorText(ErrorKind kind);

  @Message(
      "{#when kind}{#is FORM_REFUSED}Go back, load the page again, and repeat what you did.{#is LOG_IN_FAILED}Log in again.{#is NOT_FOR_YOU}Go to the first page, or log in as somebody else.{#is NOT_FOUND}Begin at the first page.{#is NOT_A_PAGE}Begin at the first page.{#is TOO_LARGE}Send less at a time.{#is TOO_MANY}Wait a minute, then load the page again.{#is REFUSED}Go back and correct it.{#is AWAY}Try again in a minute.{#else}Try again. If it stays so, tell whoever runs this the reference below.{/when}")
  String errorNext(ErrorKind kind);

  @Message("Reference: {reference}")
  String reference(String reference);

  @Message("To the first page")
  String home();

  @Message(
      "{#when why}{#is AWAY}This part is not there right now: a service does not answer. Nothing is lost. Load the page again in a minute.{#is LOGGED_OUT}Your log-in is over. Log in again to see this.{#is NOT_ALLOWED}You may not see this.{#is TOO_MANY}That was a lot at once. Wait a minute, then load the page again.{#else}This could not be shown.{/when}")
  String missing(Absence why);

  @Message("Not legal advice.")
  String notAdvice();
}
