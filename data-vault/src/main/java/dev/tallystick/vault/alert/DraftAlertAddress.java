package dev.tallystick.vault.alert;

import dev.tallystick.quota.Quota;
import dev.tallystick.quota.QuotaHolder;
import dev.tallystick.quota.Quotas;
import dev.tallystick.vault.PublicIds;
import dev.tallystick.vault.VaultConfig;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.webhook.WebhookSecret;
import dev.tallystick.webhook.WebhookUrl;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Draws what is new about an address, and refuses what is none. */
@Singleton
class DraftAlertAddress {
  private static final Duration CONFIRMED_WITHIN = Duration.ofHours(24);

  /** Each sends a message to somebody who may not have asked for it. */
  private static final Quota CHALLENGES = Quota.perDay("alert-challenges", 10);

  private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

  /** The addresses that people have; what else RFC 5321 allows is refused. */
  private static final Pattern MAIL =
      Pattern.compile(
          "(?=.{3,254}$)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
              + ("@(" + LABEL + "\\.)+" + LABEL));

  private final VaultConfig.Alerts config;
  private final PublicIds ids;
  private final RandomGenerator random;
  private final Quotas quotas;
  private final Clock clock;

  DraftAlertAddress(
      VaultConfig.Alerts config,
      PublicIds ids,
      RandomGenerator random,
      Quotas quotas,
      Clock clock) {
    this.config = config;
    this.ids = ids;
    this.random = random;
    this.quotas = quotas;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * Refuses what is no address, and a channel that this installation has not.
   *
   * @throws VaultProblem if so
   */
  void check(AlertChannel channel, String to) {
    boolean isOffered =
        config.portalUrl().isPresent()
            && (channel == AlertChannel.WEBHOOK || config.mailFrom().isPresent());
    if (!isOffered) {
      throw new VaultProblem(VaultProblemCode.ALERTS_NOT_OFFERED);
    }
    if (channel == AlertChannel.MAIL && !MAIL.matcher(to).matches()) {
      throw VaultProblem.ofField(VaultProblemCode.ALERT_ADDRESS_INVALID, "to", "mail-address");
    }
    if (channel == AlertChannel.WEBHOOK
        && WebhookUrl.parse(to, config.webhooksOnLoopback()).isEmpty()) {
      throw VaultProblem.ofField(VaultProblemCode.ALERT_ADDRESS_INVALID, "to", "https-url");
    }
  }

  /**
   * A new address, which will be sent a message; in the caller's transaction.
   *
   * @throws VaultProblem if the person has named too many today
   */
  AlertAddress draw(String subject, AlertChannel channel, String to, AlertAddress.Choice choice) {
    quotas
        .take(CHALLENGES, QuotaHolder.person(subject), 1)
        .ifPresent(
            wait -> {
              throw VaultProblem.until(VaultProblemCode.ALERT_CHALLENGES_EXCEEDED, wait);
            });
    Instant now = now();
    return new AlertAddress(
        ids.draw("ala"),
        channel,
        to,
        channel == AlertChannel.WEBHOOK
            ? Optional.of(WebhookSecret.draw(random).text())
            : Optional.empty(),
        choice,
        AlertAddress.State.PENDING,
        now,
        now.plus(CONFIRMED_WITHIN),
        Optional.empty());
  }
}
