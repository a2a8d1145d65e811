package dev.tallystick.audit.index;

import dev.tallystick.events.EventId;
import dev.tallystick.tlog.Hash;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where a lineage begins and how it goes on: releases by deposit, consent, person and party, their
 * parents and children, and who was told of a change. Every query walks an index and is bounded.
 * Blocks on the database; thread-safe.
 */
public final class LineageIndex {
  private static final String COLUMNS =
      """
      select r.event_id, r.idx, r.step, r.from_label, r.to_label, r.subject_label,
        r.acknowledged is not null, r.undelivered is not null, r.destroyed is not null
      """;

  private static final String SELECT = COLUMNS + " from release r ";

  /**
   * The releases of some thousand ids, looked up one by one. The offset keeps the planner from
   * reading a table of some millions as a whole instead: the cost goes by what is found.
   */
  private static final String LOOK_UP =
      """
       found cross join lateral (select * from release where event_id = found.id offset 0) r
      """;

  private static final String SELECT_DEPOSIT =
      """
      select d.event_id, d.chunk, d.idx, d.recorded_millis, d.platform_label,
        (select party from party_role where label = d.platform_label)
      from deposit d
      """;

  private static final String NEWEST = " order by r.idx desc limit ?";

  private final DataSource dataSource;

  /** Reads the service's own tables. */
  public LineageIndex(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Which releases are asked for: those before an index, the newest first, so many at most. */
  public record Window(long before, int limit) {}

  /** The release of this event. */
  public List<WalkedRelease> release(EventId event) {
    return walked("where r.event_id = ?", statement -> statement.setObject(1, event.value()));
  }

  /** The releases of records that came in these deposits. */
  public List<WalkedRelease> ofDeposits(Collection<EventId> deposits, Window window) {
    return ofIndex("release_deposit", "deposit = any(?)", ids(deposits), window);
  }

  /** The releases that rest on a consent. */
  public List<WalkedRelease> underConsent(String consent, Window window) {
    return ofIndex(
        "release_consent",
        "consent = ?",
        (statement, at) -> statement.setString(at, consent),
        window);
  }

  /** The releases by which an inquiry was answered. */
  public List<WalkedRelease> ofInquiry(String inquiry, Window window) {
    return ofIndex(
        "release_inquiry",
        "inquiry = ?",
        (statement, at) -> statement.setString(at, inquiry),
        window);
  }

  /** The releases about a person of these labels. */
  public List<WalkedRelease> ofSubject(Collection<Hash> labels, Window window) {
    return walked(
        "where r.subject_label = any(?) and r.idx < ?" + NEWEST,
        statement -> {
          labels(labels).set(statement, 1);
          bind(statement, 2, window);
        });
  }

  /** The releases that a party gave. */
  public List<WalkedRelease> given(Hash party, Window window) {
    return ofParty("from_label", party, window);
  }

  /** The releases that a party got. */
  public List<WalkedRelease> got(Hash party, Window window) {
    return ofParty("to_label", party, window);
  }

  /**
   * The releases about a person of these labels, by a platform, that may have handed over a record
   * of a deposit: those that name it, and those from before deposits were named.
   *
   * @param deposit the deposit; absent if it is not known, and then all count
   */
  public List<WalkedRelease> ofRecord(
      Collection<Hash> labels, Hash platform, Optional<EventId> deposit, Window window) {
    return walked(
        """
        where r.subject_label = any(?) and r.from_label = ?
          and (cast(? as uuid) is null
            or not exists (select from release_deposit n where n.release = r.event_id)
            or exists (select from release_deposit n where n.release = r.event_id and n.deposit = ?))
          and r.idx < ?\
        """
            + NEWEST,
        statement -> {
          @Nullable UUID id = deposit.map(EventId::value).orElse(null);
          labels(labels).set(statement, 1);
          statement.setBytes(2, platform.toByteArray());
          statement.setObject(3, id);
          statement.setObject(4, id);
          bind(statement, 5, window);
        });
  }

  /** The releases that were made from these, in log order. */
  public List<WalkedRelease> childrenOf(Collection<EventId> events, int limit) {
    return related("select child id from release_parent where parent = given.id", events, limit);
  }

  /** The releases that these were made from, in log order. */
  public List<WalkedRelease> parentsOf(Collection<EventId> events, int limit) {
    return related("select parent id from release_parent where child = given.id", events, limit);
  }

  /** The deposits of this {@code chk_} id: one, unless a writer has used it twice. */
  public List<IndexedDeposit> depositsOfChunk(String chunk) {
    return Queries.list(
        dataSource,
        SELECT_DEPOSIT + "where d.chunk = ? order by d.idx limit 16",
        statement -> statement.setString(1, chunk),
        LineageIndex::deposit);
  }

  /** The deposits that are these events, in log order. */
  public List<IndexedDeposit> deposits(Collection<EventId> events) {
    return events.isEmpty()
        ? List.of()
        : Queries.list(
            dataSource,
            SELECT_DEPOSIT + "where d.event_id = any(?) order by d.idx",
            statement -> ids(events).set(statement, 1),
            LineageIndex::deposit);
  }

  /** How many deposits the records of these releases came in. */
  public long countDeposits(Collection<EventId> releases) {
    return releases.isEmpty()
        ? 0
        : Queries.list(
                dataSource,
                """
                select count(distinct d.deposit) from unnest(cast(? as uuid[])) given(id)
                  cross join lateral (select deposit from release_deposit where release = given.id offset 0) d
                """,
                statement -> ids(releases).set(statement, 1),
                row -> row.getLong(1))
            .get(0);
  }

  /** The labels of whom an entry, or a notification of it, was told to. */
  public Set<Hash> toldOf(EventId cause) {
    return new HashSet<>(
        Queries.list(
            dataSource,
            """
            select recipient_label from notification where cause = ?
            union select n.recipient_label from notification f join notification n on n.cause = f.event_id
              where f.cause = ?
            """,
            statement -> {
              statement.setObject(1, cause.value());
              statement.setObject(2, cause.value());
            },
            row -> Hash.takeOwnershipOf(row.getBytes(1))));
  }

  /** The names of the parties of these labels, of those that are registered. */
  public Map<Hash, String> names(Collection<Hash> labels) {
    Map<Hash, String> names = new HashMap<>();
    if (!labels.isEmpty()) {
      Queries.list(
              dataSource,
              "select label, party from party_role where label = any(?)",
              statement -> labels(labels).set(statement, 1),
              row -> Map.entry(Hash.takeOwnershipOf(row.getBytes(1)), row.getString(2)))
          .forEach(name -> names.put(name.getKey(), name.getValue()));
    }
    return names;
  }

  /** Whether everything that is indexed is in the tables of lineage too. */
  public boolean isComplete() {
    return Queries.list(
            dataSource,
            "select next >= until from lineage_backfill",
            statement -> {},
            row -> row.getBoolean(1))
        .stream()
        .allMatch(Boolean::booleanValue);
  }

  private List<WalkedRelease> ofParty(String side, Hash party, Window window) {
    return walked(
        "where r." + side + " = ? and r.idx < ?" + NEWEST,
        statement -> {
          statement.setBytes(1, party.toByteArray());
          bind(statement, 2, window);
        });
  }

  /** The newest are cut off along the index, before their releases are looked up. */
  private List<WalkedRelease> ofIndex(String table, String where, Value value, Window window) {
    return list(
        COLUMNS
            + " from (select release id from "
            + table
            + " where "
            + where
            + " and idx < ? order by idx desc limit ?)"
            + LOOK_UP
            + " order by r.idx desc",
        statement -> {
          value.set(statement, 1);
          bind(statement, 2, window);
        });
  }

  private List<WalkedRelease> related(String ids, Collection<EventId> events, int limit) {
    return events.isEmpty()
        ? List.of()
        : list(
            COLUMNS
                + " from (select distinct next.id from unnest(cast(? as uuid[])) given(id)"
                + " cross join lateral ("
                + ids
                + " offset 0) next)"
                + LOOK_UP
                + " order by r.idx limit ?",
            statement -> {
              ids(events).set(statement, 1);
              statement.setInt(2, limit);
            });
  }

  private List<WalkedRelease> walked(String where, Queries.Binder binder) {
    return list(SELECT + where, binder);
  }

  private List<WalkedRelease> list(String sql, Queries.Binder binder) {
    return Queries.list(dataSource, sql, binder, LineageIndex::walked);
  }

  private static WalkedRelease walked(ResultSet row) throws SQLException {
    return new WalkedRelease(
        new EventId(row.getObject(1, UUID.class)),
        row.getLong(2),
        row.getString(3),
        Hash.takeOwnershipOf(row.getBytes(4)),
        Hash.takeOwnershipOf(row.getBytes(5)),
        Hash.takeOwnershipOf(row.getBytes(6)),
        new WalkedRelease.State(row.getBoolean(7), row.getBoolean(8), row.getBoolean(9)));
  }

  private static IndexedDeposit deposit(ResultSet row) throws SQLException {
    Hash label = Hash.takeOwnershipOf(row.getBytes(5));
    String party = row.getString(6);
    return new IndexedDeposit(
        new EventId(row.getObject(1, UUID.class)),
        row.getString(2),
        row.getLong(3),
        row.getLong(4),
        new IndexedRelease.Side(label, party == null ? label.hex() : party));
  }

  private static void bind(PreparedStatement statement, int at, Window window) throws SQLException {
    statement.setLong(at, window.before());
    statement.setInt(at + 1, window.limit());
  }

  private static Value ids(Collection<EventId> events) {
    Object[] values = events.stream().map(EventId::value).toArray();
    return (statement, at) ->
        statement.setArray(at, statement.getConnection().createArrayOf("uuid", values));
  }

  private static Value labels(Collection<Hash> labels) {
    byte[][] values = labels.stream().map(Hash::toByteArray).toArray(byte[][]::new);
    return (statement, at) ->
        statement.setArray(at, statement.getConnection().createArrayOf("bytea", values));
  }

  /** Sets one parameter. */
  private interface Value {
    void set(PreparedStatement statement, int at) throws SQLException;
  }
}
