package dev.tallystick.vault.release;

import dev.tallystick.tlog.Hash;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request for records, by who has sent it under which key. */
@Entity
@Table(name = "release_request")
class ReleaseRequestEntity {
  @Id private String id;
  String scope;

  @Column(name = "idempotency_key")
  private String idempotencyKey;

  private byte[] digest;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "leased_until")
  private Instant leasedUntil;

  private @Nullable String answered;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  ReleaseRequestEntity() {}

  void lease(Instant until) {
    leasedUntil = until;
  }

  ReleaseRequestRepository.Earlier toEarlier() {
    return new ReleaseRequestRepository.Earlier(
        id,
        Hash.copyOf(digest),
        createdAt,
        leasedUntil,
        Optional.ofNullable(answered).map(ReleaseAnswer::omitted));
  }
}
