package dev.tallystick.bureau.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.bureau.background.BackgroundTask;
import dev.tallystick.bureau.background.TaskRunner;
import dev.tallystick.bureau.feed.FeedItem.Shown;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.webhook.WebhookClient;
import dev.tallystick.webhook.WebhookException;
import dev.tallystick.webhook.WebhookSecret;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Posts items of feeds to webhooks of lenders, signed as Standard Webhooks has it: the lines that
 * the stream gives, one a call, in the order of the cursor, each again until it was taken.
 *
 * <p>Each webhook is called by a thread of its own, and for a bounded time before others that wait
 * have their turn: one that is slow or gone holds up no other. Of several processes one calls a
 * webhook at a time.
 */
@Singleton
final class SendFeedItems implements BackgroundTask {
  private static final Logger LOG = Logger.getLogger(SendFeedItems.class);

  /** How long one webhook is sent to before others have their turn. */
  private static final Duration TURN = Duration.ofSeconds(10);

  /** Longer than a call takes. */
  private static final Duration LAST_CALL = Duration.ofSeconds(6);

  private final FeedWebhookSteps steps;
  private final SealedFeedSecrets secrets;
  private final WebhookClient client;
  private final TaskRunner tasks;
  private final FeedTerms terms;
  private final AtomicInteger underWay = new AtomicInteger();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "feed-webhook");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean isStopping;

  SendFeedItems(
      FeedWebhookSteps steps,
      SealedFeedSecrets secrets,
      WebhookClient client,
      TaskRunner tasks,
      FeedTerms terms) {
    this.steps = steps;
    this.secrets = secrets;
    this.client = client;
    this.tasks = tasks;
    this.terms = terms;
  }

  /** Calls that have begun end first, so that the next process need not wait for their leases. */
  void onStop(@Observes ShutdownEvent stop) {
    isStopping = true;
    threads.shutdown();
    try {
      boolean unused = threads.awaitTermination(LAST_CALL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
  }

  @Override
  public void run(BureauId bureau) {
    int idle = terms.webhookSenders() - underWay.get();
    if (idle > 0 && !isStopping) {
      steps.claim(bureau, idle).forEach(webhook -> begin(bureau, webhook));
    }
  }

  private void begin(BureauId bureau, FeedWebhookEntity webhook) {
    underWay.incrementAndGet();
    try {
      threads.execute(() -> work(bureau, webhook));
    } catch (RejectedExecutionException e) {
      underWay.decrementAndGet();
    }
  }

  private void work(BureauId bureau, FeedWebhookEntity webhook) {
    try {
      send(bureau, webhook);
    } catch (RuntimeException e) {
      // Its lease ends by itself, and the item is sent again then.
      LOG.warn("Items of feeds are sent later", e);
    } finally {
      underWay.decrementAndGet();
    }
  }

  private void send(BureauId bureau, FeedWebhookEntity webhook) {
    WebhookSecret secret = secrets.open(bureau, webhook);
    long end = System.nanoTime() + TURN.toNanos();
    long after = webhook.place;
    int failures = webhook.failures;
    Optional<Shown> next = steps.next(bureau, webhook, after);
    while (next.isPresent() && System.nanoTime() < end && !isStopping) {
      Optional<FeedWebhookFailure> failure = post(webhook, secret, next.get());
      if (failure.isPresent()) {
        fail(bureau, webhook, failure.get(), failures);
        return;
      }
      if (!steps.taken(bureau, webhook, next.get())) {
        // Another process has taken this one for gone, or the lender has set the webhook anew.
        return;
      }
      failures = 0;
      after = next.get().cursor();
      next = steps.next(bureau, webhook, after);
    }
    steps.release(bureau, webhook);
    if (next.isPresent()) {
      tasks.wake();
    }
  }

  private Optional<FeedWebhookFailure> post(
      FeedWebhookEntity webhook, WebhookSecret secret, Shown item) {
    byte[] body = FeedItemText.line(item).getBytes(UTF_8);
    try {
      boolean isTaken =
          client
              .post(URI.create(webhook.url), secret.headers(item.item(), terms.now(), body), body)
              .isSuccess();
      return isTaken ? Optional.empty() : Optional.of(FeedWebhookFailure.NOT_TAKEN);
    } catch (WebhookException e) {
      return Optional.of(FeedWebhookFailure.of(e.reason()));
    }
  }

  private void fail(
      BureauId bureau, FeedWebhookEntity webhook, FeedWebhookFailure failure, int failures) {
    if (Thread.currentThread().isInterrupted()) {
      // It was us who ended the call.
      return;
    }
    if (steps.failed(bureau, webhook, failure, failures)) {
      LOG.warnf("The webhook of %s at %s is paused: %s", webhook.lender, bureau, failure);
    } else {
      LOG.debugf("The webhook of %s at %s is called later: %s", webhook.lender, bureau, failure);
    }
  }
}
