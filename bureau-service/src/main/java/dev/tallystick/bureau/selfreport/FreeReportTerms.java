package dev.tallystick.bureau.selfreport;

import dev.tallystick.bureau.document.ToldFreeReports;
import dev.tallystick.bureau.document.ToldPack;
import dev.tallystick.bureau.document.ToldPacks;
import dev.tallystick.directory.ConsentUnavailable;
import dev.tallystick.events.document.IllegalMemberException;
import dev.tallystick.events.type.SelfReportIssued.Channel;
import dev.tallystick.producer.OtherServices;
import dev.tallystick.producer.RemoteProblem;
import dev.tallystick.producer.ServiceAwayException;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which reports are free by the rule pack in force, as consent-service publishes it. */
@Singleton
public final class FreeReportTerms {
  private final OtherServices services;
  private final String family;

  FreeReportTerms(
      OtherServices services,
      @ConfigProperty(name = "tallystick.pack.family", defaultValue = "cn") String family) {
    this.services = services;
    this.family = family;
  }

  /**
   * The terms of a pack.
   *
   * @param zone whose calendar year counts
   * @param perYear how many of it are free
   * @param online whether those handed over online always are
   */
  record Terms(ZoneId zone, long perYear, boolean online) {
    int yearOf(long millis) {
      return LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone).getYear();
    }

    boolean isFree(long ordinal, Channel channel) {
      return ordinal <= perYear || (online && channel == Channel.ONLINE);
    }
  }

  /**
   * The terms at an instant. Asks consent-service, so not in a transaction.
   *
   * @throws ConsentUnavailable if it does not say which pack is in force, and what that says
   */
  Terms at(Instant now) {
    try {
      return inForce(ToldPacks.read(services.get("consent").get("/v1/packs").json()), now);
    } catch (RemoteProblem | ServiceAwayException | IllegalMemberException | DateTimeException e) {
      throw new ConsentUnavailable();
    }
  }

  /**
   * The time zone of the pack in force, by whose days and months is counted. Asks consent-service.
   *
   * @throws ConsentUnavailable if it does not say
   */
  public ZoneId zoneAt(Instant now) {
    return at(now).zone();
  }

  private Terms inForce(ToldPacks told, Instant now) {
    Optional<ToldPack> inForce = Optional.empty();
    long latest = Long.MIN_VALUE;
    for (ToldPack pack : told.packs()) {
      long from = activation(pack, now);
      if (pack.family().equals(family) && from > latest) {
        latest = from;
        inForce = Optional.of(pack);
      }
    }
    ToldPack pack = inForce.orElseThrow(ConsentUnavailable::new);
    ToldFreeReports free = pack.freeReports().orElseThrow(ConsentUnavailable::new);
    return new Terms(
        ZoneId.of(pack.zone().orElseThrow(ConsentUnavailable::new)), free.perYear(), free.online());
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
