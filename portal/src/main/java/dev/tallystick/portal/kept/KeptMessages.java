package dev.tallystick.portal.kept;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The page of what is kept, in English; Chinese is beside it. */
@MessageBundle("kept")
public interface KeptMessages {
  @Message("What is kept about me")
  String title();

  @Message(
      "Everything that companies have deposited about you, by company. Until it is handed to a bureau on your consent, nobody but the company itself can see it.")
  String intro();

  @Message("Nothing is kept about you. When a company deposits records, they will stand here.")
  String none();

  @Message("corrected {times} {#if times == 1}time{#else}times{/if}")
  String corrected(long times);

  @Message("you object to it")
  String disputed();

  @Message("another source says otherwise")
  String conflict();

  @Message("is shown no more from {day}")
  String until(String day);

  @Message("You say:")
  String statement();

  @Message("What it says")
  String content();

  @Message("More")
  String more();

  @Message("Number")
  String record();
}
