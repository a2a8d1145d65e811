package dev.tallystick.bureau.acknowledgement;

import dev.tallystick.bureau.source.Source;
import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
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
      insert into AcknowledgementEntity (bureauId, eventId, logIndex, entry, payloadDigest,
        receivedAt, nextTry, attempts)
      values (:bureau, :event, :index, :entry, :payloadDigest, :now, :now, 0)
      on conflict (bureauId, eventId) do nothing
      """;

  /** One release that waits to be acknowledged. */
  record Pending(
      String event, long index, Hash entry, Hash payloadDigest, Instant receivedAt, int attempts) {}

  /** Adds releases, in the caller's transaction if there is one. */
  @Transactional
  @AsBureau
  public void add(BureauId bureau, List<Source> sources, Instant now) {
    for (Source source : sources) {
      getEntityManager()
          .createQuery(INSERT)
          .setParameter("bureau", bureau.value())
          .setParameter("event", UUID.fromString(source.event()))
          .setParameter("index", source.evidence().index())
          .setParameter("entry", source.evidence().entry().hex())
          .setParameter("payloadDigest", source.evidence().payloadDigest().hex())
          .setParameter("now", now)
          .executeUpdate();
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
  void remove(BureauId bureau, String event) {
    delete("eventId", UUID.fromString(event));
  }

  @Transactional
  @AsBureau
  void postpone(BureauId bureau, String event, Instant until) {
    update(
        "nextTry = ?1, attempts = attempts + 1 where eventId = ?2", until, UUID.fromString(event));
  }
}
