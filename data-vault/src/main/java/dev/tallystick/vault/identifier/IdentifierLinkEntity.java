package dev.tallystick.vault.identifier;

import dev.tallystick.vault.keystore.Sealed;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whose token an identifier has, sealed under a key of the identifier's own. The token stands in
 * the clear only in rows from before they were sealed.
 */
@Entity
@Table(name = "identifier")
class IdentifierLinkEntity {
  @Id private byte[] digest;
  private @Nullable String subject;

  @Column(name = "key_version")
  private @Nullable Integer keyVersion;

  byte @Nullable [] sealed;

  @Column(name = "created_at")
  private Instant createdAt;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  IdentifierLinkEntity() {}

  String digest() {
    return HexFormat.of().formatHex(digest);
  }

  SubjectToken unsealed() {
    return new SubjectToken(Objects.requireNonNull(subject));
  }

  void seal(Sealed token) {
    subject = null;
    keyVersion = token.keyVersion();
    sealed = token.value().toByteArray();
  }
}
