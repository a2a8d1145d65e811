package dev.tallystick.vault.alert;

import dev.tallystick.vault.VaultConfig;
import io.vertx.ext.mail.MailMessage;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Sends mail. What a server says of a mail that it refuses may quote the address, so no more is
 * told of it than the kind of failure.
 */
@Singleton
final class MailDelivery implements AlertDelivery {
  private static final Logger LOG = Logger.getLogger(MailDelivery.class);

  private final MailConnection connection;
  private final VaultConfig.Alerts config;

  MailDelivery(MailConnection connection, VaultConfig.Alerts config) {
    this.connection = connection;
    this.config = config;
  }

  @Override
  public AlertChannel channel() {
    return AlertChannel.MAIL;
  }

  @Override
  public AlertQueue.Outcome send(AlertMessage message) {
    if (config.mailFrom().isEmpty() || config.portalUrl().isEmpty()) {
      return AlertQueue.Outcome.FAILED;
    }
    String from = config.mailFrom().get();
    AlertLetter letter = AlertLetter.of(message, config.portalUrl().get());
    MailMessage mail =
        new MailMessage()
            .setFrom(from)
            .setTo(message.address().to())
            .setSubject(letter.subject())
            .setText(letter.text())
            .addHeader("Message-ID", "<" + message.id() + "@" + domain(from) + ">")
            .addHeader("Auto-Submitted", "auto-generated");
    try {
      connection.send(mail);
      return AlertQueue.Outcome.SENT;
    } catch (ExecutionException | RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      LOG.warnf("A mail is not sent for now: %s", cause.getClass().getSimpleName());
    } catch (TimeoutException e) {
      LOG.warn("A mail is not sent for now: the server does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return AlertQueue.Outcome.FAILED;
  }

  /** Of an address with or without a name in front. */
  private static String domain(String from) {
    return from.substring(from.lastIndexOf('@') + 1).replaceAll("[>\\s]", "");
  }
}
