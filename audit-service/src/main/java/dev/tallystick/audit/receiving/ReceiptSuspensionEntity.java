package dev.tallystick.audit.receiving;

import dev.tallystick.audit.entry.Anomaly;
import dev.tallystick.events.EventId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A row of {@code receipt_suspension}: a party that receives nothing for now. */
@Entity
@Table(name = "receipt_suspension")
class ReceiptSuspensionEntity {
  @Id private String party;

  @Column(name = "until_millis")
  private long untilMillis;

  private String anomaly;

  private UUID raised;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  ReceiptSuspensionEntity() {}

  ReceiptSuspensionEntity(String party, OpenSuspension suspension) {
    this.party = party;
    this.untilMillis = suspension.untilMillis();
    this.anomaly = suspension.cause().id();
    this.raised = suspension.cause().event().value();
  }

  String party() {
    return party;
  }

  OpenSuspension toSuspension() {
    return new OpenSuspension(untilMillis, new Anomaly(anomaly, new EventId(raised)));
  }

  /** Keeps the alarm that the suspension began with. */
  void renewUntil(long millis) {
    untilMillis = millis;
  }
}
