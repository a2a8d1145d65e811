package dev.tallystick.bureau.pack;

import dev.tallystick.bureau.document.ToldPack;
import dev.tallystick.bureau.document.ToldPacks;
import dev.tallystick.directory.ConsentUnavailable;
import dev.tallystick.events.document.IllegalMemberException;
import dev.tallystick.producer.OtherServices;
import dev.tallystick.producer.RemoteProblem;
import dev.tallystick.producer.ServiceAwayException;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The rule pack in force, as consent-service publishes it. Thread-safe. */
@Singleton
public final class PublishedPack {
  /** For how long what was read is taken for what is in force, where each inquiry asks. */
  private static final Duration RECENT = Duration.ofMinutes(1);

  private final OtherServices services;
  private final String family;
  private volatile @Nullable Reading latest;

  PublishedPack(
      OtherServices services,
      @ConfigProperty(name = "tallystick.pack.family", defaultValue = "cn") String family) {
    this.services = services;
    this.family = family;
  }

  private record Reading(ToldPacks told, Instant at) {}

  /**
   * The pack at an instant. Asks consent-service, so not in a transaction.
   *
   * @throws ConsentUnavailable if it does not say which pack is in force
   */
  public ToldPack at(Instant now) {
    try {
      ToldPacks told = ToldPacks.read(services.get("consent").get("/v1/packs").json());
      ToldPack pack = inForce(told, now).orElseThrow(ConsentUnavailable::new);
      latest = new Reading(told, now);
      return pack;
    } catch (RemoteProblem | ServiceAwayException | IllegalMemberException | DateTimeException e) {
      throw new ConsentUnavailable();
    }
  }

  /**
   * The pack at an instant, by what was read at most a minute ago: consent-service is not asked
   * each time. Not in a transaction.
   *
   * @throws ConsentUnavailable if nothing was read lately, and nothing can be
   */
  public ToldPack recent(Instant now) {
    Reading reading = latest;
    if (reading != null && reading.at().isAfter(now.minus(RECENT)) && !reading.at().isAfter(now)) {
      return inForce(reading.told(), now).orElseThrow(ConsentUnavailable::new);
    }
    return at(now);
  }

  private Optional<ToldPack> inForce(ToldPacks told, Instant now) {
    Optional<ToldPack> inForce = Optional.empty();
    long begun = Long.MIN_VALUE;
    for (ToldPack pack : told.packs()) {
      long from = activation(pack, now);
      if (pack.family().equals(family) && from > begun) {
        begun = from;
        inForce = Optional.of(pack);
      }
    }
    return inForce;
  }

  /** The latest instant, not after now, from which the pack decides. */
  private static long activation(ToldPack pack, Instant now) {
    return pack.activations().stream()
        .filter(from -> !from.isAfter(now))
        .mapToLong(Instant::toEpochMilli)
        .max()
        .orElse(Long.MIN_VALUE);
  }
}
