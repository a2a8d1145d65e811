package dev.tallystick.audit.index;

import dev.tallystick.events.EventLabels;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;

/**
 * Both halves of the tally held against each other, by day and pair of parties: what was released,
 * what its recipient has confirmed, and what was charged for it. One statement, along the index of
 * the days. Blocks on the database; thread-safe.
 */
public final class Reconciliations {
  private static final String SELECT =
      """
      with halves as (
        select day, from_label, to_label, count(*) as releases, count(acknowledged) as acknowledged,
          count(*) filter (where acknowledged is null and undelivered is not null) as undelivered,
          count(*) filter (where acknowledged is null and undelivered is null) as open,
          min(recorded_millis) filter (where acknowledged is null and undelivered is null) as oldest
        from release where day >= ? and day <= ? and (? or from_label = any(?) or to_label = any(?))
        group by day, from_label, to_label),
      money as (
        select day, from_label, to_label, currency, sum(releases) as charged, sum(amount) as amount
        from money_flow where day >= ? and day <= ? and (? or from_label = any(?) or to_label = any(?))
        group by day, from_label, to_label, currency)
      select day, coalesce((select party from party_role where label = from_label), encode(from_label, 'hex')),
        coalesce((select party from party_role where label = to_label), encode(to_label, 'hex')),
        coalesce(releases, 0), coalesce(acknowledged, 0), coalesce(undelivered, 0), coalesce(open, 0), oldest,
        currency, charged, amount
      from halves full join money using (day, from_label, to_label)
      order by 1, 2, 3, 9 limit ?
      """;

  private final DataSource dataSource;

  /** Reads the service's own tables. */
  public Reconciliations(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * What one party released to another on a day.
   *
   * @param day the UTC day on which the log took the releases in
   * @param from who released; the label in hex if no party of it is registered
   * @param to the recipient
   * @param charged what was charged for them, by currency
   */
  public record Day(LocalDate day, String from, String to, Halves halves, List<Charge> charged) {
    /** Copies the list. */
    public Day {
      charged = List.copyOf(charged);
    }
  }

  /**
   * How many releases there are, and what became of them.
   *
   * @param undelivered given up by the releaser, and not confirmed
   * @param open neither confirmed nor given up
   * @param oldestOpenMillis when the oldest of those was recorded
   */
  public record Halves(
      long releases,
      long acknowledged,
      long undelivered,
      long open,
      OptionalLong oldestOpenMillis) {}

  /**
   * What was charged in a currency.
   *
   * @param releases how many carry a fee
   * @param amount their sum, in the smallest unit
   */
  public record Charge(String currency, long releases, long amount) {}

  private record Key(LocalDate day, String from, String to) {}

  private record Row(Key key, Halves halves, Optional<Charge> charge) {}

  /**
   * The days of these pairs, the first day first.
   *
   * @param parties of which one has given or received; all if empty
   * @param limit the most pairs of a day and currency that are read
   * @return empty if there are more
   */
  public Optional<List<Day>> find(
      LocalDate first, LocalDate last, Optional<Collection<String>> parties, int limit) {
    byte[][] labels =
        parties.stream()
            .flatMap(Collection::stream)
            .map(party -> EventLabels.ofParty(party).toByteArray())
            .toArray(byte[][]::new);
    List<Row> rows =
        Queries.list(
            dataSource,
            SELECT,
            statement -> {
              for (int half = 0; half < 2; half++) {
                int at = 5 * half;
                statement.setInt(at + 1, (int) first.toEpochDay());
                statement.setInt(at + 2, (int) last.toEpochDay());
                statement.setBoolean(at + 3, parties.isEmpty());
                statement.setArray(
                    at + 4, statement.getConnection().createArrayOf("bytea", labels));
                statement.setArray(
                    at + 5, statement.getConnection().createArrayOf("bytea", labels));
              }
              statement.setInt(11, limit + 1);
            },
            Reconciliations::row);
    return rows.size() > limit ? Optional.empty() : Optional.of(days(rows));
  }

  /** A pair has a row for each currency. */
  private static List<Day> days(List<Row> rows) {
    Map<Key, List<Row>> byPair = new LinkedHashMap<>();
    rows.forEach(row -> byPair.computeIfAbsent(row.key(), any -> new ArrayList<>()).add(row));
    return byPair.entrySet().stream()
        .map(
            pair ->
                new Day(
                    pair.getKey().day(),
                    pair.getKey().from(),
                    pair.getKey().to(),
                    pair.getValue().get(0).halves(),
                    pair.getValue().stream().flatMap(row -> row.charge().stream()).toList()))
        .toList();
  }

  private static Row row(ResultSet row) throws SQLException {
    Key key = new Key(LocalDate.ofEpochDay(row.getInt(1)), row.getString(2), row.getString(3));
    long oldest = row.getLong(8);
    OptionalLong open = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(oldest);
    Halves halves =
        new Halves(row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7), open);
    String currency = row.getString(9);
    Optional<Charge> charge =
        currency == null
            ? Optional.empty()
            : Optional.of(new Charge(currency, row.getLong(10), row.getLong(11)));
    return new Row(key, halves, charge);
  }
}
