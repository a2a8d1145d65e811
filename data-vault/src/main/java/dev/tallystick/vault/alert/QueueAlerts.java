package dev.tallystick.vault.alert;

import dev.tallystick.vault.VaultConfig;
import dev.tallystick.vault.link.LinkedTokens;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Queues what happened to a person for each of their addresses, whichever token it was under. */
@Singleton
class QueueAlerts {
  private final AlertAddressRepository addresses;
  private final AlertRepository alerts;
  private final LinkedTokens links;
  private final LocalTime digestAt;
  private final Clock clock;

  QueueAlerts(
      AlertAddressRepository addresses,
      AlertRepository alerts,
      LinkedTokens links,
      VaultConfig.Alerts config,
      Clock clock) {
    this.addresses = addresses;
    this.alerts = alerts;
    this.links = links;
    this.digestAt = config.digestAt();
    this.clock = clock;
  }

  /** Queues an entry; tells whether there was anybody to tell. */
  boolean add(Set<String> subjects, Occasion occasion, AlertRepository.Entry entry) {
    // Most installations have far more entries than addresses.
    return addresses.isAnybodyTold()
        && QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  List<AlertAddressEntity> told = addresses.toTell(tokens(subjects), entry.at());
                  told.forEach(one -> alerts.add(one, occasion, entry, dueAt(one)));
                  return !told.isEmpty();
                });
  }

  private Set<String> tokens(Set<String> subjects) {
    Set<String> tokens = new TreeSet<>();
    subjects.forEach(subject -> tokens.addAll(links.of(subject)));
    return tokens;
  }

  private Instant dueAt(AlertAddressEntity address) {
    Instant now = clock.instant();
    return address.pace() == AlertAddress.Pace.AT_ONCE ? now : nextDigest(now, digestAt);
  }

  /** The first time of day {@code at}, UTC, after {@code now}. */
  static Instant nextDigest(Instant now, LocalTime at) {
    ZonedDateTime today = now.atZone(ZoneOffset.UTC).with(at);
    return (today.toInstant().isAfter(now) ? today : today.plusDays(1)).toInstant();
  }
}
