package dev.tallystick.bureau.feed;

import dev.tallystick.bureau.feed.FeedWebhookRepository.Standing;
import dev.tallystick.bureau.feed.SealedFeedSecrets.SealedSecret;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRepository;
import dev.tallystick.webhook.WebhookClient;
import dev.tallystick.webhook.WebhookException;
import dev.tallystick.webhook.WebhookException.Reason;
import dev.tallystick.webhook.WebhookSecret;
import dev.tallystick.webhook.WebhookUrl;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.OptionalLong;

/** A lender says where it has the items of its feeds sent, looks, starts it again, and ends it. */
@Singleton
final class SetFeedWebhook {
  private final FeedWebhookSteps steps;
  private final SealedFeedSecrets secrets;
  private final WebhookClient client;
  private final BureauRepository bureaus;
  private final FeedConfig config;

  SetFeedWebhook(
      FeedWebhookSteps steps,
      SealedFeedSecrets secrets,
      WebhookClient client,
      BureauRepository bureaus,
      FeedConfig config) {
    this.steps = steps;
    this.secrets = secrets;
    this.client = client;
    this.bureaus = bureaus;
    this.config = config;
  }

  /** A webhook as it is stored. */
  record Sealed(String url, SealedSecret secret) {}

  /** A webhook that was set, with the secret that is told this once. */
  record Fresh(Standing standing, WebhookSecret secret) {}

  /**
   * Sets where a lender has items sent, with a new secret, in place of where it had them sent.
   * Looks its name up, so it is called outside of any transaction.
   *
   * @param after the last item that the lender has; if it is not given, nothing is left out
   * @throws BureauProblem if nobody is called there, or this instance does not work for the bureau
   */
  Fresh set(BureauId bureau, String lender, String url, OptionalLong after) {
    requireAllowed(url);
    if (!bureaus.has(bureau)) {
      throw new BureauProblem(BureauProblemCode.BUREAU_UNKNOWN);
    }
    WebhookSecret secret = secrets.draw();
    Sealed sealed = new Sealed(url, secrets.seal(bureau, lender, secret));
    return new Fresh(steps.set(bureau, lender, sealed, after), secret);
  }

  private void requireAllowed(String url) {
    if (WebhookUrl.parse(url, config.webhooksOnLoopback()).isEmpty()) {
      throw invalid("is of https, at port 443 or one above 1023, without a log-in");
    }
    try {
      client.judge(URI.create(url));
    } catch (WebhookException e) {
      throw invalid(
          e.reason() == Reason.NOT_PUBLIC
              ? "leads to a machine that anybody may reach"
              : "leads to a machine");
    }
  }

  private static BureauProblem invalid(String rule) {
    return BureauProblem.ofField(BureauProblemCode.FEED_WEBHOOK_INVALID, "url", rule);
  }

  /**
   * A lender's webhook.
   *
   * @throws BureauProblem if it has none
   */
  Standing get(BureauId bureau, String lender) {
    return steps.find(bureau, lender).orElseThrow(SetFeedWebhook::unknown);
  }

  /**
   * Begins to send again from where it was, and to count failures anew.
   *
   * @throws BureauProblem if the lender has no webhook
   */
  Standing start(BureauId bureau, String lender) {
    return steps.start(bureau, lender).orElseThrow(SetFeedWebhook::unknown);
  }

  /**
   * Sends nothing any more. A call that has begun is not taken back.
   *
   * @throws BureauProblem if the lender has no webhook
   */
  void remove(BureauId bureau, String lender) {
    if (!steps.remove(bureau, lender)) {
      throw unknown();
    }
  }

  private static BureauProblem unknown() {
    return new BureauProblem(BureauProblemCode.FEED_WEBHOOK_UNKNOWN);
  }
}
