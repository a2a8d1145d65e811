package dev.tallystick.vault.record;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.SealedValue;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.RetentionClass;
import dev.tallystick.vault.keystore.Sealed;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A record as it is stored. One that is gone keeps its place in its chunk and its salted digest
 * there; person, content and key version are gone with it.
 */
@Entity
@Table(name = "record")
@DynamicUpdate
class RecordEntity {
  @Id private String id;
  private String chunk;
  private int line;
  private @Nullable String subject;
  private String source;

  @Enumerated(EnumType.STRING)
  private RetentionClass retention;

  private String category;

  @Column(name = "schema_version")
  private @Nullable Integer schemaVersion;

  private byte[] digest;
  @Nullable UUID fingerprint;

  @JdbcTypeCode(SqlTypes.ARRAY)
  UUID @Nullable [] lookups;

  @Column(name = "expires_on")
  private @Nullable LocalDate expiresOn;

  @Column(name = "version")
  private int contentVersion;

  @Column(name = "key_version")
  private @Nullable Integer keyVersion;

  private byte @Nullable [] sealed;
  private @Nullable String restricted;
  private @Nullable String gone;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  RecordEntity() {}

  String id() {
    return id;
  }

  String chunk() {
    return chunk;
  }

  int line() {
    return line;
  }

  String source() {
    return source;
  }

  String category() {
    return category;
  }

  int contentVersion() {
    return contentVersion;
  }

  boolean isGone() {
    return gone != null;
  }

  /** Whose key opens it; not of a record that is gone. */
  KeyOwner owner() {
    return new KeyOwner(Objects.requireNonNull(subject), source, retention);
  }

  Sealed sealed() {
    return new Sealed(
        Objects.requireNonNull(keyVersion),
        SealedValue.takeOwnershipOf(Objects.requireNonNull(sealed).clone()));
  }

  /** The record with its content, and without its marks. */
  KeptRecord toKept(Hash salt, JsonObject content) {
    return new KeptRecord(
        id,
        owner(),
        category,
        schemaVersion == null ? 0 : schemaVersion,
        contentVersion,
        Optional.ofNullable(restricted),
        chunk,
        line,
        Hash.copyOf(digest),
        Optional.ofNullable(expiresOn),
        salt,
        content,
        List.of());
  }

  /** Puts a new version in the place of the newest. */
  void correct(Sealed next, int schema, Optional<LocalDate> expires, List<UUID> digests) {
    contentVersion++;
    keyVersion = next.keyVersion();
    sealed = next.value().toByteArray();
    schemaVersion = schema;
    expiresOn = expires.orElse(null);
    lookups = digests.toArray(UUID[]::new);
  }

  /** Takes the record out of use, unless it is so already. False if it was. */
  boolean restrict(String ground) {
    boolean isFree = restricted == null;
    if (isFree) {
      restricted = ground;
    }
    return isFree;
  }

  /** Frees a record that is restricted on this ground. False if it is not. */
  boolean lift(String ground) {
    boolean isHeld = ground.equals(restricted);
    if (isHeld) {
      restricted = null;
    }
    return isHeld;
  }
}
