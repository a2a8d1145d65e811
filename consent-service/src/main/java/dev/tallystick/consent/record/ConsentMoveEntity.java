package dev.tallystick.consent.record;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code consent_move}: a consent goes, or has gone, to another bureau. There before the
 * log is asked to take the new consent; gone again if the log refuses that.
 */
@Entity
@Table(name = "consent_move")
class ConsentMoveEntity {
  /** The consent that ends. */
  @Id String consent;

  /** The consent that takes its place. */
  String successor;

  String bureau;

  /** The event that gives the new one. */
  UUID eventId;

  /** Where that is logged; null while it is not known to be. */
  @Nullable Long logIndex;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  ConsentMoveEntity() {}
}
