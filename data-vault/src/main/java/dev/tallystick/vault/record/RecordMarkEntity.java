package dev.tallystick.vault.record;

import dev.tallystick.keys.SealedValue;
import dev.tallystick.vault.keystore.Sealed;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A mark on a record; the person's own words are sealed under the record's key. */
@Entity
@Table(name = "record_mark")
@IdClass(RecordMarkEntity.Key.class)
class RecordMarkEntity {
  @Id private String record;

  @Id
  @Column(name = "mark")
  @Enumerated(EnumType.STRING)
  private Mark.Kind kind;

  private @Nullable String objection;

  @Column(name = "key_version")
  private @Nullable Integer keyVersion;

  private byte @Nullable [] sealed;

  @Column(name = "set_at")
  private Instant setAt;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  RecordMarkEntity() {}

  RecordMarkEntity(String record, Mark.Kind kind) {
    this.record = record;
    this.kind = kind;
    this.setAt = Instant.EPOCH;
  }

  /** What names a mark. */
  record Key(String record, Mark.Kind kind) implements Serializable {}

  String record() {
    return record;
  }

  /** Sets the mark to what it says now. */
  void set(Optional<String> objectionId, Optional<Sealed> statement, Instant at) {
    objection = objectionId.orElse(null);
    keyVersion = statement.map(Sealed::keyVersion).orElse(null);
    sealed = statement.map(text -> text.value().toByteArray()).orElse(null);
    setAt = at;
  }

  Optional<Sealed> statement() {
    return sealed == null
        ? Optional.empty()
        : Optional.of(
            new Sealed(
                Objects.requireNonNull(keyVersion), SealedValue.takeOwnershipOf(sealed.clone())));
  }

  Mark toMark(Optional<SaltedText> statement) {
    return new Mark(kind, Optional.ofNullable(objection), statement);
  }
}
