package dev.tallystick.audit.index;

import dev.tallystick.audit.index.IndexedRelease.Side;
import dev.tallystick.audit.index.IndexedRelease.Terms;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.Body;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.ProductId;
import dev.tallystick.tlog.Hash;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Releases, what they were made from and what became of them. Every query walks an index and is
 * bounded. Blocks on the database; thread-safe.
 */
public final class ReleaseIndex {
  private static final String SELECT =
      """
      select event_id, release_id, idx, entry, recorded_millis, step, from_label, to_label, subject_label, payload_digest,
        acknowledged, acknowledged_idx, acknowledged_millis, undelivered, undelivered_idx,
        (select array_agg(parent order by parent) from release_parent where child = release.event_id),
        (select party from party_role where label = from_label), (select party from party_role where label = to_label),
        destroyed, destroyed_idx,
        (select array_agg(deposit order by deposit) from release_deposit where release = release.event_id)
      from release
      """;

  private final DataSource dataSource;
  private final LogEntryRepository entries;
  private final OpeningSeal seal;

  /** Reads the service's own tables; what a release was sold for, from its body. */
  public ReleaseIndex(DataSource dataSource, LogEntryRepository entries, OpeningSeal seal) {
    this.dataSource = dataSource;
    this.entries = entries;
    this.seal = seal;
  }

  /** The release that is this event. */
  public Optional<IndexedRelease> find(EventId event) {
    return query("where event_id = ?", statement -> statement.setObject(1, event.value())).stream()
        .findFirst();
  }

  /** The release of this {@code rel_} id; the first, should a releaser have used one twice. */
  public Optional<IndexedRelease> find(String releaseId) {
    return query(
            "where release_id = ? order by idx limit 1",
            statement -> statement.setString(1, releaseId))
        .stream()
        .findFirst();
  }

  /** For each of these releases that was given up, the entry that says so. */
  Map<EventId, EventId> undelivered(Collection<EventId> events) {
    Object[] ids = events.stream().map(EventId::value).toArray();
    Map<EventId, EventId> undelivered = new HashMap<>();
    Queries.list(
            dataSource,
            "select event_id, undelivered from release where event_id = any(?) and undelivered is not null",
            statement ->
                statement.setArray(1, statement.getConnection().createArrayOf("uuid", ids)),
            row -> List.of(id(row, 1).orElseThrow(), id(row, 2).orElseThrow()))
        .forEach(pair -> undelivered.put(pair.get(0), pair.get(1)));
    return undelivered;
  }

  /** The releases that are these events, the newest first. */
  public List<IndexedRelease> findAll(Collection<EventId> events) {
    return related("where event_id = any(?) order by idx desc limit ?", events, events.size());
  }

  /** The releases that these were made from, in log order. */
  public List<IndexedRelease> parentsOf(Collection<EventId> events, int limit) {
    return related(
        "where event_id in (select parent from release_parent where child = any(?)) order by idx limit ?",
        events,
        limit);
  }

  /** The releases that were made from these, in log order. */
  public List<IndexedRelease> childrenOf(Collection<EventId> events, int limit) {
    return related(
        "where event_id in (select child from release_parent where parent = any(?)) order by idx limit ?",
        events,
        limit);
  }

  /** Releases that nobody has acknowledged, before an index, newest first. */
  public List<IndexedRelease> orphans(long before, int limit) {
    return query(
        "where acknowledged is null and idx < ? order by idx desc limit ?",
        statement -> {
          statement.setLong(1, before);
          statement.setInt(2, limit);
        });
  }

  /** The same, of those that these parties gave or received. */
  public List<IndexedRelease> orphansOf(Collection<String> parties, long before, int limit) {
    // One walk along an index for each party and side; together they hold the newest of all.
    Map<EventId, IndexedRelease> found = new LinkedHashMap<>();
    for (String side : List.of("from_label", "to_label")) {
      for (String party : parties) {
        query(
                "where "
                    + side
                    + " = ? and acknowledged is null and idx < ? order by idx desc limit ?",
                statement -> {
                  statement.setBytes(1, EventLabels.ofParty(party).toByteArray());
                  statement.setLong(2, before);
                  statement.setInt(3, limit);
                })
            .forEach(release -> found.put(release.event(), release));
      }
    }
    return found.values().stream()
        .sorted((a, b) -> Long.compare(b.index(), a.index()))
        .limit(limit)
        .toList();
  }

  /** Releases to a party about a person, recorded until then, the newest first. */
  public List<IndexedRelease> toAbout(Hash party, Hash person, long untilMillis, int limit) {
    return query(
        "where subject_label = ? and to_label = ? and recorded_millis <= ? order by idx desc limit ?",
        statement -> {
          statement.setBytes(1, person.toByteArray());
          statement.setBytes(2, party.toByteArray());
          statement.setLong(3, untilMillis);
          statement.setInt(4, limit);
        });
  }

  private List<IndexedRelease> related(String where, Collection<EventId> events, int limit) {
    if (events.isEmpty()) {
      return List.of();
    }
    Object[] ids = events.stream().map(EventId::value).toArray();
    return query(
        where,
        statement -> {
          Connection connection = statement.getConnection();
          statement.setArray(1, connection.createArrayOf("uuid", ids));
          statement.setInt(2, limit);
        });
  }

  private List<IndexedRelease> query(String where, Queries.Binder binder) {
    List<IndexedRelease> found =
        Queries.list(dataSource, SELECT + where, binder, ReleaseIndex::release);
    Map<EventId, Terms> terms = new HashMap<>();
    for (StoredEntry row : entries.findAll(found.stream().map(IndexedRelease::event).toList())) {
      seal.find(row).ifPresent(opened -> terms.put(row.id(), terms(seal.body(row, opened))));
    }
    return found.stream()
        .map(release -> release.with(terms.getOrDefault(release.event(), Terms.UNKNOWN)))
        .toList();
  }

  private static Terms terms(Body body) {
    DataReleased data = DataReleased.read(body.data());
    return new Terms(
        Optional.of(data.purpose()),
        data.endPurpose(),
        data.product().map(ProductId::value),
        data.model()
            .map(model -> new Terms.Made(model.name() + "-" + model.version(), data.modelOwner())),
        data.fee()
            .map(
                fee ->
                    new IndexedRelease.Fee(
                        fee.amount(),
                        fee.currency(),
                        fee.tariff().value(),
                        fee.line(),
                        fee.dedupOf())),
        body.subject());
  }

  private static IndexedRelease release(ResultSet row) throws SQLException {
    return new IndexedRelease(
        id(row, 1).orElseThrow(),
        row.getString(2),
        row.getLong(3),
        Hash.takeOwnershipOf(row.getBytes(4)),
        row.getLong(5),
        row.getString(6),
        side(row, 7, 17),
        side(row, 8, 18),
        Hash.takeOwnershipOf(row.getBytes(9)),
        Hash.takeOwnershipOf(row.getBytes(10)),
        events(row.getArray(16)),
        events(row.getArray(21)),
        Terms.UNKNOWN,
        outcome(row, 11),
        outcome(row, 14),
        outcome(row, 19));
  }

  private static Side side(ResultSet row, int label, int name) throws SQLException {
    Hash hash = Hash.takeOwnershipOf(row.getBytes(label));
    String party = row.getString(name);
    return new Side(hash, party == null ? hash.hex() : party);
  }

  /** The columns from {@code first}: event, index, and for an acknowledgement its time. */
  private static Optional<IndexedRelease.Outcome> outcome(ResultSet row, int first)
      throws SQLException {
    Optional<EventId> event = id(row, first);
    if (event.isEmpty()) {
      return Optional.empty();
    }
    OptionalLong millis =
        first == 11 ? OptionalLong.of(row.getLong(first + 2)) : OptionalLong.empty();
    return Optional.of(new IndexedRelease.Outcome(event.get(), row.getLong(first + 1), millis));
  }

  private static Optional<EventId> id(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, UUID.class)).map(EventId::new);
  }

  private static List<EventId> events(@Nullable Array ids) throws SQLException {
    if (ids == null) {
      return List.of();
    }
    List<EventId> events = new ArrayList<>();
    Arrays.asList((UUID[]) ids.getArray()).forEach(id -> events.add(new EventId(id)));
    return events;
  }
}
