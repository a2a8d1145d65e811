package dev.tallystick.bureau.selfreport;

import dev.tallystick.bureau.document.ToldFreeReports;
import dev.tallystick.bureau.document.ToldPack;
import dev.tallystick.bureau.pack.PublishedPack;
import dev.tallystick.directory.ConsentUnavailable;
import dev.tallystick.events.type.SelfReportIssued.Channel;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Which reports are free by the rule pack in force. */
@Singleton
public final class FreeReportTerms {
  private final PublishedPack packs;

  FreeReportTerms(PublishedPack packs) {
    this.packs = packs;
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
    ToldPack pack = packs.at(now);
    ToldFreeReports free = pack.freeReports().orElseThrow(ConsentUnavailable::new);
    return new Terms(zone(pack), free.perYear(), free.online());
  }

  /**
   * The time zone of the pack in force, by whose days and months is counted. Asks consent-service.
   *
   * @throws ConsentUnavailable if it does not say
   */
  public ZoneId zoneAt(Instant now) {
    return zone(packs.at(now));
  }

  private static ZoneId zone(ToldPack pack) {
    try {
      return ZoneId.of(pack.zone().orElseThrow(ConsentUnavailable::new));
    } catch (DateTimeException e) {
      throw new ConsentUnavailable();
    }
  }
}
