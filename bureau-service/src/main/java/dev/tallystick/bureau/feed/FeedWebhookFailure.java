package dev.tallystick.bureau.feed;

import dev.tallystick.webhook.WebhookException;

/** Why a webhook did not take an item. */
enum FeedWebhookFailure {
  /** Its answer was no HTTP. */
  MALFORMED,
  /** Its name leads to a machine that not anybody may reach. */
  NOT_PUBLIC,
  /** It has answered with another status than 2xx, such as a redirect, which is not followed. */
  NOT_TAKEN,
  /** It is not encrypted, or not by whom its name says. */
  NOT_TRUSTED,
  /** Its name leads nowhere, or the machine does not answer. */
  NO_ANSWER,
  /** Its answer was too long. */
  TOO_LARGE,
  /** It has not answered in time. */
  TOO_SLOW;

  static FeedWebhookFailure of(WebhookException.Reason reason) {
    return valueOf(reason.name());
  }
}
