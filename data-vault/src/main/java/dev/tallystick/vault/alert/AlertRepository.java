package dev.tallystick.vault.alert;

import dev.tallystick.producer.direct.DirectStatements;
import dev.tallystick.vault.PublicIds;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The queue of what is sent to persons; in the caller's transaction. */
@Singleton
class AlertRepository implements PanacheRepositoryBase<AlertEntity, String> {
  /** For how long it is tried to send something. */
  static final Duration TRIED_FOR = Duration.ofHours(24);

  /** As many failures as one answer has. */
  private static final int PAGE = 100;

  private final DirectStatements statements;
  private final PublicIds ids;

  AlertRepository(DirectStatements statements, PublicIds ids) {
    this.statements = statements;
    this.ids = ids;
  }

  /** Something that happened to a person, as the log has it. */
  record Entry(UUID event, long index, Instant at) {}

  /** Queues an entry for an address, once however often it is told. */
  void add(AlertAddressEntity address, Occasion occasion, Entry entry, Instant dueAt) {
    int unused = insert(address, occasion, entry.event(), entry.index(), entry.at(), dueAt);
  }

  /** Queues a message about an address itself, to go at once. */
  void add(AlertAddressEntity address, Occasion occasion, Instant now) {
    int unused = insert(address, occasion, null, null, now, now);
  }

  private int insert(
      AlertAddressEntity address,
      Occasion occasion,
      @Nullable UUID event,
      @Nullable Long index,
      Instant happenedAt,
      Instant dueAt) {
    return statements.update(
        """
        insert into alert
          (id, address, channel, occasion, event, log_index, happened_at, state, due_at, give_up_at)
        values (?, ?, ?, ?, ?, ?, ?, 'WAITING', ?, ?) on conflict (address, event) do nothing
        """,
        ids.draw("alr"),
        address.id(),
        address.channel(),
        occasion,
        event,
        index,
        happenedAt,
        dueAt,
        dueAt.plus(TRIED_FOR));
  }

  /**
   * The one that has waited longest, its address kept to this transaction; addresses that others
   * keep are passed over. A row of a message is never locked by itself: two that lock one each
   * would wait for one another.
   */
  Optional<AlertEntity> lockDue(AlertChannel channel, Instant now) {
    Optional<String> address = lockAddress(channel, now);
    while (address.isPresent()) {
      // What others did until this had the lock is seen by a statement that begins after it.
      Optional<AlertEntity> due = due(address.get(), now);
      if (due.isPresent()) {
        return due;
      }
      address = lockAddress(channel, now);
    }
    return Optional.empty();
  }

  private Optional<String> lockAddress(AlertChannel channel, Instant now) {
    return getSession()
        .createNativeQuery(
            """
            select a.id from alert q join alert_address a on a.id = q.address
            where q.channel = :channel and q.state = 'WAITING' and q.due_at <= :now
            order by q.due_at limit 1 for no key update of a skip locked
            """,
            Tuple.class)
        .setParameter("channel", channel.name())
        .setParameter("now", now)
        .getResultStream()
        .map(row -> row.get(0, String.class))
        .findFirst();
  }

  private Optional<AlertEntity> due(String address, Instant now) {
    return find("address = ?1 and state = WAITING and dueAt <= ?2 order by dueAt, id", address, now)
        .page(Page.ofSize(1))
        .<AlertEntity>list()
        .stream()
        .findFirst();
  }

  /** Begins a message with one alert. */
  void begin(AlertEntity alert) {
    int unused = update("message = id where id = ?1 and message is null", alert.id());
  }

  /** Puts everything else that is due at the same address into the same message. */
  void gather(AlertEntity alert, Instant now) {
    int unused =
        update(
            "message = ?1 where address = ?2 and message is null and event is not null"
                + " and state = WAITING and dueAt <= ?3",
            alert.id(),
            alert.address(),
            now);
  }

  /** One try more; nobody else tries until the lease is over. */
  void lease(String message, Instant until) {
    int unused =
        update(
            "attempts = attempts + 1, dueAt = ?1 where message = ?2 and state = WAITING",
            until,
            message);
  }

  /** What became of a message. */
  void settle(String message, AlertEntity.State state, Instant now) {
    int unused =
        update(
            "state = ?1, settledAt = ?2 where message = ?3 and state = WAITING",
            state,
            now,
            message);
  }

  /** A message is tried again. */
  void postpone(String message, Instant until) {
    int unused = update("dueAt = ?1 where message = ?2 and state = WAITING", until, message);
  }

  /** Nothing more is sent to an address. */
  void failAll(String address, Instant now) {
    int unused =
        update(
            "state = FAILED, settledAt = ?1 where address = ?2 and state = WAITING", now, address);
  }

  /** What a message to one of these addresses is about. */
  List<AlertEntity> ofMessage(String message, Collection<String> addresses) {
    return list(
        "message = ?1 and address in ?2 and event is not null order by logIndex",
        message,
        addresses);
  }

  /** What could not be sent to an address, the latest first. */
  List<AlertEntity> failed(String address) {
    return find("address = ?1 and state = FAILED order by settledAt desc, id desc", address)
        .page(Page.ofSize(PAGE))
        .list();
  }

  /** How many wait. */
  long waiting() {
    return count("state", AlertEntity.State.WAITING);
  }

  /** Forgets what was settled long ago. */
  long forgetSettled(Instant before) {
    return delete("settledAt < ?1", before);
  }
}
