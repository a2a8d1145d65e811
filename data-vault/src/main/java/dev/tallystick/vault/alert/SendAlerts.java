package dev.tallystick.vault.alert;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Sends what is due, some messages at a time: one address that does not answer holds up few others.
 */
@Singleton
final class SendAlerts {
  private static final Logger LOG = Logger.getLogger(SendAlerts.class);
  private static final int AT_ONCE = 4;

  /** Longer than anybody waits for a server. */
  private static final Duration TRY = Duration.ofSeconds(25);

  private final AlertQueue queue;
  private final MailDelivery mail;
  private final WebhookDelivery webhooks;
  private final AlertMetrics metrics;

  SendAlerts(AlertQueue queue, MailDelivery mail, WebhookDelivery webhooks, AlertMetrics metrics) {
    this.queue = queue;
    this.mail = mail;
    this.webhooks = webhooks;
    this.metrics = metrics;
  }

  @Scheduled(every = "1s", delayed = "3s", concurrentExecution = ConcurrentExecution.SKIP)
  void sendMail() {
    send(mail);
  }

  @Scheduled(every = "1s", delayed = "3s", concurrentExecution = ConcurrentExecution.SKIP)
  void sendWebhooks() {
    send(webhooks);
  }

  private void send(AlertDelivery delivery) {
    Optional<AlertQueue.Claimed> first = queue.claim(delivery.channel());
    if (first.isEmpty()) {
      return;
    }
    AtomicBoolean isEnding = new AtomicBoolean();
    ExecutorService some = Executors.newFixedThreadPool(AT_ONCE);
    some.execute(() -> sendAll(delivery, first, isEnding));
    for (int i = 1; i < AT_ONCE; i++) {
      some.execute(() -> sendAll(delivery, Optional.empty(), isEnding));
    }
    some.shutdown();
    try {
      while (!some.awaitTermination(TRY.toSeconds(), TimeUnit.SECONDS)) {
        LOG.debug("Messages to persons are being sent");
      }
    } catch (InterruptedException e) {
      // Nobody is interrupted in the middle of a message, whose server may have taken it.
      isEnding.set(true);
      awaitLast(some);
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitLast(ExecutorService some) {
    try {
      boolean unused = some.awaitTermination(TRY.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      // What is being sent goes on without anybody waiting.
      Thread.currentThread().interrupt();
    }
  }

  private void sendAll(
      AlertDelivery delivery, Optional<AlertQueue.Claimed> first, AtomicBoolean isEnding) {
    try {
      Optional<AlertQueue.Claimed> next =
          first.isPresent() ? first : queue.claim(delivery.channel());
      while (next.isPresent()) {
        trySend(delivery, next.get());
        next = isEnding.get() ? Optional.empty() : queue.claim(delivery.channel());
      }
    } catch (RuntimeException e) {
      LOG.warn("Messages to persons are sent later", e);
    }
  }

  /** One message that fails in an unforeseen way holds up no other; it is due after its lease. */
  private void trySend(AlertDelivery delivery, AlertQueue.Claimed claimed) {
    try {
      send(delivery, claimed);
    } catch (RuntimeException e) {
      LOG.warn("A message to a person is sent later", e);
    }
  }

  private void send(AlertDelivery delivery, AlertQueue.Claimed claimed) {
    AlertQueue.Outcome outcome =
        claimed.opened().map(delivery::send).orElse(AlertQueue.Outcome.FAILED);
    queue.settle(claimed, outcome);
    metrics.tried(delivery.channel(), outcome);
  }
}
