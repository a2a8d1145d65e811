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
import java.util.function.Function;

/** What is to be acknowledged, durable from the moment that the releases were taken. */
@Singleton
public class AcknowledgementRepository
    implements PanacheRepositoryBase<AcknowledgementEntity, AcknowledgementEntity.Key> {
  /** How many are told in one call. */
  static final int PAGE_SIZE = 100;

  private static final String INSERT =
      """
      insert into acknowledgement (bureau_id, event_id, log_index, entry, payload_digest,
        received_at, next_try, attempts)
      select ?, one.event_id, one.log_index::bigint, one.entry, one.payload_digest, ?, ?, 0
      from unnest(?, ?, ?, ?) as one (event_id, log_index, entry, payload_digest)
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
    int unused =
        statements.update(
            INSERT,
            bureau.value(),
            now,
            now,
            sources.stream().map(source -> UUID.fromString(source.event())).toArray(UUID[]::new),
            column(sources, evidence -> Long.toString(evidence.index())),
            column(sources, evidence -> evidence.entry().hex()),
            column(sources, evidence -> evidence.payloadDigest().hex()));
  }

  private static String[] column(List<Source> sources, Function<Source.Evidence, String> value) {
    return sources.stream().map(Source::evidence).map(value).toArray(String[]::new);
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

  /** Forgets what was told. Nobody waits for the disk: what comes back is told once more. */
  @Transactional
  @AsBureau(waitsForDisk = false)
  void remove(BureauId bureau, List<Pending> told) {
    int unused =
        statements.update(
            "delete from acknowledgement where event_id = any(?)",
            (Object) told.stream().map(one -> UUID.fromString(one.event())).toArray(UUID[]::new));
  }

  @Transactional
  @AsBureau
  void postpone(BureauId bureau, String event, Instant until) {
    update(
        "nextTry = ?1, attempts = attempts + 1 where eventId = ?2", until, UUID.fromString(event));
  }
}
