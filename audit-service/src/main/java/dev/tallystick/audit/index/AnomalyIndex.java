package dev.tallystick.audit.index;

import dev.tallystick.audit.index.IndexedAnomaly.Clearing;
import dev.tallystick.audit.index.IndexedAnomaly.Suspension;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.AnomalyCleared;
import dev.tallystick.events.type.AnomalyRaised;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Alarms and what became of them, newest first. A page takes two statements, each along an index,
 * however many alarms there are. Blocks on the database; thread-safe.
 */
public final class AnomalyIndex {
  /** Of several suspensions for one alarm the newest that nobody has ended counts. */
  private static final String SELECT =
      """
      select a.event_id, a.anomaly, a.idx, a.recorded_millis,
        coalesce((select party from party_role where label = a.party_label), encode(a.party_label, 'hex')),
        c.event_id, c.idx, c.recorded_millis, s.event_id, s.idx, s.until_millis, s.restored
      from anomaly a left join lateral (
        select event_id, idx, recorded_millis from anomaly_clearing
        where raised = a.event_id and anomaly = a.anomaly order by idx limit 1) c on true
      left join lateral (
        select h.event_id, h.idx, h.until_millis, r.event_id as restored
        from anomaly_suspension h left join lateral (
          select event_id from service_restoration
          where suspension = h.event_id and party_label = h.party_label order by idx limit 1) r on true
        where h.anomaly = a.anomaly and h.party_label = a.party_label
        order by r.event_id is null desc, h.idx desc limit 1) s on true
      where a.idx < ? %s order by a.idx desc limit ?
      """;

  private static final String ALL = SELECT.formatted("");
  private static final String OF_PARTIES = SELECT.formatted("and a.party_label = any(?)");

  private final DataSource dataSource;
  private final LogEntryRepository entries;
  private final OpeningSeal seal;

  /** Reads the service's own tables; what an alarm says, from its body. */
  public AnomalyIndex(DataSource dataSource, LogEntryRepository entries, OpeningSeal seal) {
    this.dataSource = dataSource;
    this.entries = entries;
    this.seal = seal;
  }

  /**
   * Alarms raised before an index, newest first.
   *
   * @param parties whom they are about; all, also those about no party, if empty
   */
  public List<IndexedAnomaly> find(Optional<Collection<String>> parties, long before, int limit) {
    List<IndexedAnomaly> found =
        Queries.list(
            dataSource,
            parties.isEmpty() ? ALL : OF_PARTIES,
            statement -> {
              int next = 1;
              statement.setLong(next++, before);
              if (parties.isPresent()) {
                byte[][] labels =
                    parties.get().stream()
                        .map(party -> EventLabels.ofParty(party).toByteArray())
                        .toArray(byte[][]::new);
                statement.setArray(
                    next++, statement.getConnection().createArrayOf("bytea", labels));
              }
              statement.setInt(next, limit);
            },
            AnomalyIndex::anomaly);
    Map<EventId, JsonObject> bodies = bodies(found);
    return found.stream().map(anomaly -> withBodies(anomaly, bodies)).toList();
  }

  /** What the entries of these alarms say, of those whose body is there. */
  private Map<EventId, JsonObject> bodies(List<IndexedAnomaly> anomalies) {
    List<EventId> ids =
        anomalies.stream()
            .flatMap(
                anomaly ->
                    Stream.concat(
                        Stream.of(anomaly.event()),
                        anomaly.cleared().map(Clearing::event).stream()))
            .toList();
    Map<EventId, JsonObject> bodies = new HashMap<>();
    for (StoredEntry row : entries.findAll(ids)) {
      seal.find(row).ifPresent(opened -> bodies.put(row.id(), seal.body(row, opened).data()));
    }
    return bodies;
  }

  private static IndexedAnomaly withBodies(
      IndexedAnomaly anomaly, Map<EventId, JsonObject> bodies) {
    return new IndexedAnomaly(
        anomaly.event(),
        anomaly.anomaly(),
        anomaly.index(),
        anomaly.recordedMillis(),
        anomaly.party(),
        new AnomalyRaised.Partial(bodies.getOrDefault(anomaly.event(), JsonObject.EMPTY)),
        anomaly
            .cleared()
            .map(
                cleared ->
                    new Clearing(
                        cleared.event(),
                        cleared.index(),
                        cleared.recordedMillis(),
                        new AnomalyCleared.Partial(
                            bodies.getOrDefault(cleared.event(), JsonObject.EMPTY)))),
        anomaly.suspension());
  }

  private static IndexedAnomaly anomaly(ResultSet row) throws SQLException {
    Optional<Clearing> cleared = Optional.empty();
    Optional<EventId> clearing = id(row, 6);
    if (clearing.isPresent()) {
      cleared =
          Optional.of(
              new Clearing(clearing.get(), row.getLong(7), row.getLong(8), Clearing.ERASED));
    }
    Optional<Suspension> suspension = Optional.empty();
    Optional<EventId> suspending = id(row, 9);
    if (suspending.isPresent()) {
      long until = row.getLong(11);
      OptionalLong end = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(until);
      suspension = Optional.of(new Suspension(suspending.get(), row.getLong(10), end, id(row, 12)));
    }
    return new IndexedAnomaly(
        id(row, 1).orElseThrow(),
        row.getString(2),
        row.getLong(3),
        row.getLong(4),
        Optional.ofNullable(row.getString(5)),
        IndexedAnomaly.ERASED,
        cleared,
        suspension);
  }

  private static Optional<EventId> id(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, UUID.class)).map(EventId::new);
  }
}
