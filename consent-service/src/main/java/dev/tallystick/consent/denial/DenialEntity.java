package dev.tallystick.consent.denial;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.tlog.Hash;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code denial}: the first of some same refusals of the last minute, and how many came
 * after it.
 */
@Entity
@DynamicUpdate // the app role may change the two columns that do change, and no other
@Table(name = "denial")
class DenialEntity {
  @Id UUID firstEvent;
  byte[] likeness;
  @Nullable String subject;
  String data;
  Instant openedAt;
  @Nullable Long firstIndex;

  @Column(nullable = false)
  long repeats;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  DenialEntity() {}

  DenialEntity(UUID firstEvent, Hash likeness, Denial denial, Instant openedAt) {
    this.firstEvent = firstEvent;
    this.likeness = likeness.toByteArray();
    this.subject = denial.subject().orElse(null);
    this.data = CanonicalJson.text(denial.data().toJson());
    this.openedAt = openedAt;
  }

  void countRepeat() {
    repeats++;
  }

  Optional<String> subject() {
    return Optional.ofNullable(subject);
  }

  DataDenied data() {
    try {
      return DataDenied.read(
          (JsonObject) CanonicalJson.parse(data.getBytes(StandardCharsets.UTF_8)));
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a stored refusal is malformed", e);
    }
  }
}
