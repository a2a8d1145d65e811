package dev.tallystick.vault.release;

import dev.tallystick.events.EventId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Which records that are kept under a token, in which versions, a release hands over. A release
 * about a person of several tokens has a row for each.
 */
@Entity
@Table(name = "released_record")
@IdClass(ReleasedRecordEntity.Key.class)
class ReleasedRecordEntity {
  @Id
  @Column(name = "event_id")
  private UUID eventId;

  @Id String subject;
  String source;
  private String recipient;

  @Column(name = "at")
  private Instant intendedAt;

  boolean logged;

  /** The token that the release was filed under, if it is another one. */
  @Nullable String under;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private String[] records;

  @JdbcTypeCode(SqlTypes.ARRAY)
  Integer[] versions;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  ReleasedRecordEntity() {}

  /** What names a row. */
  record Key(UUID eventId, String subject) implements Serializable {}

  /** Its recipients have been told that it was not of the person whom the release is about. */
  void forgetUnder() {
    under = null;
  }

  List<ReleasedRecords.Handed> handed() {
    List<ReleasedRecords.Handed> handed = new ArrayList<>();
    for (int i = 0; i < records.length; i++) {
      handed.add(
          new ReleasedRecords.Handed(new EventId(eventId), recipient, records[i], versions[i]));
    }
    return handed;
  }
}
