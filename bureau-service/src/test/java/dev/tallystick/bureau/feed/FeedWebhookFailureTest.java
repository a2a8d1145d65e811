package dev.tallystick.bureau.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.webhook.WebhookException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeedWebhookFailureTest {
  /** The table takes no other words, and a lender is told no others. */
  @ParameterizedTest
  @EnumSource(WebhookException.Reason.class)
  void of_hasAWordForEachReasonOfTheClient(WebhookException.Reason reason) {
    assertThat(FeedWebhookFailure.of(reason)).hasToString(reason.name());
  }
}
