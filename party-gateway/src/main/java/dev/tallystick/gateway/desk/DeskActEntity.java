package dev.tallystick.gateway.desk;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code desk_act}: what a clerk has done on a page. */
@Entity
@Table(name = "desk_act")
class DeskActEntity {
  @Id String key;

  @Enumerated(EnumType.STRING)
  DeskActKind kind;

  String clerk;

  /** The ask, order, loan or notice; nothing while it is not known. */
  @Nullable String about;

  @Nullable String manner;
  @Nullable String purpose;
  @Nullable String ticket;

  @Column(name = "done_at")
  Instant doneAt;

  /** For Hibernate, which sets the fields, and for a new row. */
  @SuppressWarnings("NullAway.Init")
  DeskActEntity() {}
}
