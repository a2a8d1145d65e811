package dev.tallystick.vault.alert;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;

/**
 * Sends what is due, some messages at a time: one address that does not answer holds up few others.
 */
@Singleton
final class SendAlerts {
  private static final Logger LOG = Logger.getLogger(SendAlerts.class);
  private static final int AT_ONCE = 4;

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
    ExecutorService some = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<?>> running = new ArrayList<>();
      running.add(
          some.submit(
              () -> {
                send(delivery, first.get());
                sendAll(delivery);
              }));
      for (int i = 1; i < AT_ONCE; i++) {
        running.add(some.submit(() -> sendAll(delivery)));
      }
      for (Future<?> each : running) {
        Object unused = each.get();
      }
    } catch (ExecutionException e) {
      LOG.warn("Messages to persons are sent later", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      some.shutdownNow();
    }
  }

  private void sendAll(AlertDelivery delivery) {
    Optional<AlertQueue.Claimed> next = queue.claim(delivery.channel());
    while (next.isPresent() && !Thread.currentThread().isInterrupted()) {
      send(delivery, next.get());
      next = queue.claim(delivery.channel());
    }
  }

  private void send(AlertDelivery delivery, AlertQueue.Claimed claimed) {
    AlertQueue.Outcome outcome =
        claimed.opened().map(delivery::send).orElse(AlertQueue.Outcome.FAILED);
    queue.settle(claimed, outcome);
    metrics.tried(delivery.channel(), outcome);
  }
}
