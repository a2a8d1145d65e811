package dev.tallystick.vault.leak;

import dev.tallystick.tlog.Hash;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row that a report has shown, by its salted digest. */
@Entity
@Immutable
@IdClass(ReportedRowEntity.Key.class)
@Table(name = "reported_row")
class ReportedRowEntity {
  @Id private UUID release;
  @Id private byte[] digest;
  String subject;
  private String recipient;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  ReportedRowEntity() {}

  String recipient() {
    return recipient;
  }

  Hash rowDigest() {
    return Hash.copyOf(digest);
  }

  /** A row once in each release. */
  static final class Key implements java.io.Serializable {
    private static final long serialVersionUID = 1L;

    private UUID release;
    private byte[] digest;

    /** For Hibernate, which sets the fields. */
    @SuppressWarnings("NullAway.Init")
    Key() {}

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key
          && Objects.equals(release, key.release)
          && Arrays.equals(digest, key.digest);
    }

    @Override
    public int hashCode() {
      return Objects.hash(release, Arrays.hashCode(digest));
    }
  }
}
