package dev.tallystick.consent.pack;

import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** The pack that decides now, and what day it is where it is at home. */
@Singleton
public class PackInForce {
  private final ConsentEventPublisher events;
  private final Packs packs;
  private final Clock clock;

  PackInForce(ConsentEventPublisher events, Packs packs, Clock clock) {
    this.events = events;
    this.packs = packs;
    this.clock = clock;
  }

  /** Empty before the first activation, or if the text is not at hand. */
  public Optional<Pack> find() {
    return find(clock.instant());
  }

  /** The pack that decided at an instant. */
  public Optional<Pack> find(Instant instant) {
    return events
        .current()
        .activePack(packs.family(), instant.toEpochMilli())
        .flatMap(active -> packs.find(Hash.fromHex(active.digest())));
  }

  /** Today, by which days of duties are told; in UTC before any pack is in force. */
  public LocalDate today() {
    return clock.instant().atZone(zone()).toLocalDate();
  }

  /** Whose midnight ends a day. */
  public ZoneId zone() {
    return find().map(Pack::zone).orElse(ZoneOffset.UTC);
  }
}
