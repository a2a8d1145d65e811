package dev.tallystick.bureau.tariff;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code tariff}: one version. What has no log index is not in force. */
@Entity
@Table(name = "tariff")
@IdClass(TariffEntity.Key.class)
class TariffEntity {
  /** A version of a bureau's tariff. */
  record Key(String bureauId, long version) implements Serializable {}

  @Id
  @Column(name = "bureau_id")
  String bureauId;

  @Id
  @Column(name = "version")
  long version;

  /** The {@code data} of its entry. */
  @Column(name = "definition")
  String definition;

  @Column(name = "effective_from")
  Instant effectiveFrom;

  @Column(name = "event_id")
  UUID eventId;

  @Column(name = "log_index")
  @Nullable Long logIndex;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  TariffEntity() {}

  TariffEntity(BureauTariff tariff, UUID eventId) {
    this.bureauId = tariff.bureau().value();
    this.version = tariff.version();
    this.definition = TariffData.text(tariff);
    this.effectiveFrom = tariff.terms().effectiveFrom();
    this.eventId = eventId;
  }
}
