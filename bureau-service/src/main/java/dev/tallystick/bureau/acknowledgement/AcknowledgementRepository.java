package dev.tallystick.bureau.acknowledgement;

import dev.tallystick.bureau.source.Source;
import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.producer.direct.DirectStatements;
import dev.tallystick.tlog.Hash;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What is to be acknowledged, durable from the moment that the releases were taken. */
@Singleton
public class AcknowledgementRepository
    implements PanacheRepositoryBase<AcknowledgementEntity, AcknowledgementEntity.Key> {
  private static final int PAGE_SIZE = 100;

  private static final String INSERT =
      """
      insert into acknowledgement (bureau_id, event_id, log_index, entry, payload_digest,
        received_at, next_try, attempts)
      values (?, ?, ?, ?, ?, ?, ?, 0)
      on conflict (bureau_id, event_id) do nothing
      """;

  private final DirectStatements statements;

  AcknowledgementRepository(DirectStatements statements) {
    this.statements = statements;
  }

  /** One release that waits to be acknowledged. */
  record Pending(
      String event, long index, Hash entry, Hash payloadDigest, Instant receivedAt, int attempts) {}

  /** Adds releases, in the caller's transaction if there is one. */
  @Transactional
  @AsBureau
  public void add(BureauId bureau, List<Source> sources, Instant now) {
    for (Source source : sources) {
      statements.update(
          INSERT,
          bureau.value(),
          UUID.fromString(source.event()),
          source.evidence().index(),
          source.evidence().entry().hex(),
          source.evidence().payloadDigest().hex(),
          now,
          now);
    }
  }

  @Transactional
  @AsBureau
  List<Pending> due(BureauId bureau, Instant now) {
    return find("nextTry <= ?1 order by nextTry", now).page(0, PAGE_SIZE).list().stream()
        .map(AcknowledgementRepository::pending)
        .toList();
  }

  private static Pending pending(AcknowledgementEntity row) {
    return new Pending(
        row.eventId.toString(),
        row.logIndex,
        Hash.fromHex(row.entry),
        Hash.fromHex(row.payloadDigest),
        row.receivedAt,
        row.attempts);
  }

  @Transactional
  @AsBureau
  void remove(BureauId bureau, List<Pending> told) {
    if (!told.isEmpty()) {
      delete("eventId in ?1", told.stream().map(one -> UUID.fromString(one.event())).toList());
    }
  }

  @Transactional
  @AsBureau
  void postpone(BureauId bureau, String event, Instant until) {
    update(
        "nextTry = ?1, attempts = attempts + 1 where eventId = ?2", until, UUID.fromString(event));
  }
}
