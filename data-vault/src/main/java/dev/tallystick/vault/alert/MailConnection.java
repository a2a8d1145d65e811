package dev.tallystick.vault.alert;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.StartTLSOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.Config;

/**
 * The way to the mail server, by the framework's settings. The framework's own client waits for
 * ever for a server that has stopped answering, and keeps that connection's place; here each mail
 * has a connection of its own, which ends with it. Thread-safe.
 */
@Singleton
final class MailConnection {
  private static final String PREFIX = "quarkus.mailer.";
  private static final int CONNECT_MILLIS = 5_000;
  private static final int IDLE_SECONDS = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Vertx vertx;
  private final Context context;
  private final MailConfig config;
  private final Duration patience;

  @Inject
  MailConnection(Vertx vertx, Config settings) {
    this(vertx, settings, PATIENCE);
  }

  MailConnection(Vertx vertx, Config settings, Duration patience) {
    boolean tls = text(settings, "tls", "false").equals("TRUE");
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.patience = patience;
    this.config =
        new MailConfig()
            .setHostname(
                settings.getOptionalValue(PREFIX + "host", String.class).orElse("localhost"))
            .setPort(Integer.parseInt(text(settings, "port", tls ? "465" : "25")))
            .setSsl(tls)
            .setStarttls(StartTLSOptions.valueOf(text(settings, "start-tls", "OPTIONAL")))
            .setLogin(LoginOption.valueOf(text(settings, "login", "NONE")))
            .setKeepAlive(false)
            .setConnectTimeout(CONNECT_MILLIS)
            .setIdleTimeout(IDLE_SECONDS);
    settings.getOptionalValue(PREFIX + "username", String.class).ifPresent(config::setUsername);
    settings.getOptionalValue(PREFIX + "password", String.class).ifPresent(config::setPassword);
  }

  private static String text(Config settings, String key, String absent) {
    return settings
        .getOptionalValue(PREFIX + key, String.class)
        .orElse(absent)
        .toUpperCase(Locale.ROOT);
  }

  /**
   * Sends a mail; returns when the server has taken it.
   *
   * @throws ExecutionException if it has not, or nobody knows
   */
  void send(MailMessage mail) throws ExecutionException, TimeoutException, InterruptedException {
    CompletableFuture<MailResult> sent = new CompletableFuture<>();
    MailClient client = MailClient.create(vertx, config);
    // On an event loop: from another thread the server's greeting may come before anybody listens.
    context.runOnContext(
        any ->
            client.sendMail(mail).onSuccess(sent::complete).onFailure(sent::completeExceptionally));
    try {
      MailResult unused = sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      var unusedEnd = client.close();
    }
  }
}
