package dev.tallystick.vault.alert;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is to be sent to an address, or was. */
@Entity
@Table(name = "alert")
class AlertEntity {
  @Id private String id;
  private String address;

  @Enumerated(EnumType.STRING)
  @SuppressWarnings("unused") // by queries alone
  private AlertChannel channel;

  @Enumerated(EnumType.STRING)
  private Occasion occasion;

  private @Nullable UUID event;

  @Column(name = "log_index")
  private @Nullable Long logIndex;

  @Column(name = "happened_at")
  private Instant happenedAt;

  @Enumerated(EnumType.STRING)
  @SuppressWarnings("unused") // by queries alone
  private State state;

  private @Nullable String message;
  private int attempts;

  @Column(name = "due_at")
  private Instant dueAt;

  @Column(name = "give_up_at")
  private Instant giveUpAt;

  @Column(name = "settled_at")
  private @Nullable Instant settledAt;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  AlertEntity() {}

  /** What has become of it. */
  enum State {
    WAITING,
    SENT,
    FAILED
  }

  String id() {
    return id;
  }

  String address() {
    return address;
  }

  Occasion occasion() {
    return occasion;
  }

  Optional<UUID> event() {
    return Optional.ofNullable(event);
  }

  long logIndex() {
    return logIndex == null ? -1 : logIndex;
  }

  Instant happenedAt() {
    return happenedAt;
  }

  /** The message that it goes with; empty before the first try. */
  Optional<String> message() {
    return Optional.ofNullable(message);
  }

  int attempts() {
    return attempts;
  }

  Instant giveUpAt() {
    return giveUpAt;
  }

  Optional<Instant> settledAt() {
    return Optional.ofNullable(settledAt);
  }
}
