package dev.tallystick.bureau.selfreport;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.hibernate.annotations.Immutable;

/** A row of {@code person_link}: an entry of the log that links or unlinks two labels. */
@Entity
@Immutable
@Table(name = "person_link")
@IdClass(PersonLinkEntity.Key.class)
class PersonLinkEntity {
  /** An entry, as a bureau has read it. */
  record Key(String bureauId, long logIndex) implements Serializable {}

  @Id
  @Column(name = "bureau_id")
  String bureauId;

  @Id
  @Column(name = "log_index")
  long logIndex;

  @Column(name = "one")
  String one;

  @Column(name = "other")
  String other;

  @Column(name = "linked")
  boolean linked;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  PersonLinkEntity() {}

  /** The label that this one is linked to, or unlinked from. */
  String beside(String label) {
    return label.equals(one) ? other : one;
  }
}
