package dev.tallystick.consent.stop;

import dev.tallystick.events.EventId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code local_stop}: something that a person has stopped. */
@Entity
@Table(name = "local_stop")
class LocalStopEntity {
  @Id UUID eventId;

  @Enumerated(EnumType.STRING)
  LocalStop.Kind kind;

  String subject;
  String about;
  Instant stoppedAt;
  @Nullable Long logIndex;
  @Nullable Instant refusedAt;
  @Nullable String refusal;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  LocalStopEntity() {}

  LocalStop toStop() {
    return new LocalStop(
        new EventId(eventId),
        kind,
        subject,
        about,
        stoppedAt,
        index(),
        Optional.ofNullable(refusedAt)
            .map(at -> new LocalStop.Refused(at, String.valueOf(refusal))));
  }

  OptionalLong index() {
    return logIndex == null ? OptionalLong.empty() : OptionalLong.of(logIndex);
  }
}
