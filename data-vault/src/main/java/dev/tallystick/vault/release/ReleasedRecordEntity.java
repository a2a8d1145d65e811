package dev.tallystick.vault.release;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.vault.document.HandedHead;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Which records, in which versions, a release hands over. */
@Entity
@Table(name = "released_record")
class ReleasedRecordEntity {
  @Id
  @Column(name = "event_id")
  private UUID eventId;

  String subject;
  String source;
  private String recipient;

  @Column(name = "at")
  private Instant intendedAt;

  boolean logged;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private String[] records;

  @JdbcTypeCode(SqlTypes.ARRAY)
  Integer[] versions;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  ReleasedRecordEntity() {}

  ReleasedRecordEntity(Event event, List<JsonObject> handed, Instant intendedAt) {
    this.eventId = event.id().value();
    this.subject = event.subject().orElseThrow();
    DataReleased data = DataReleased.read(event.data());
    this.source = data.from();
    this.recipient = data.to();
    this.intendedAt = intendedAt;
    List<HandedHead> heads = handed.stream().map(HandedHead::read).toList();
    this.records = heads.stream().map(HandedHead::record).toArray(String[]::new);
    this.versions =
        heads.stream().map(head -> (int) head.version().orElse(1)).toArray(Integer[]::new);
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
