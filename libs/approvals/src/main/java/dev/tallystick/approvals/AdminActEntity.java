package dev.tallystick.approvals;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** How many privileged acts an account has done in a minute. */
@Entity
@Table(name = "admin_act")
@IdClass(AdminActEntity.Key.class)
class AdminActEntity {
  @Id private String account;
  @Id private Instant minute;
  int acts;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  AdminActEntity() {}

  /** What names a count. */
  record Key(String account, Instant minute) implements Serializable {}
}
