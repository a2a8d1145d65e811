package dev.tallystick.vault.conflict;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;

/**
 * That a record states something of a fact: digests of both, keyed by one token of its person. Of
 * somebody with linked tokens there is a row for each.
 */
@Entity
@Table(name = "record_fact")
@IdClass(RecordFactEntity.Key.class)
class RecordFactEntity {
  @Id private String record;
  @Id private UUID fact;
  UUID claim;
  String token;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  RecordFactEntity() {}

  /** What names a row. */
  record Key(String record, UUID fact) implements Serializable {}
}
