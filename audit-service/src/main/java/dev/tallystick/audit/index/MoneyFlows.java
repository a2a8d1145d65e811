package dev.tallystick.audit.index;

import dev.tallystick.events.EventLabels;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Who paid whom for what on which day, in sums. Blocks on the database; thread-safe. */
public final class MoneyFlows {
  private static final String SELECT =
      """
      select day, coalesce((select party from party_role where label = from_label), encode(from_label, 'hex')),
        coalesce((select party from party_role where label = to_label), encode(to_label, 'hex')), product, currency, releases, amount
      from money_flow where day >= ? and day <= ? and (? or from_label = any(?) or to_label = any(?))
      order by 1, 2, 3, 4, 5 limit ?
      """;

  private final DataSource dataSource;

  /** Reads the service's own tables. */
  public MoneyFlows(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * A sum.
   *
   * @param day the UTC day on which the log took the releases in
   * @param from who sold; the label in hex if no party of it is registered
   * @param to who bought
   * @param releases how many carry a fee
   * @param amount what they charge together, in the smallest unit of the currency
   */
  public record Flow(
      LocalDate day,
      String from,
      String to,
      String product,
      String currency,
      long releases,
      long amount) {}

  /**
   * The sums of these days.
   *
   * @param parties of which one has sold or bought; all if empty
   */
  public List<Flow> find(
      LocalDate first, LocalDate last, Optional<Collection<String>> parties, int limit) {
    byte[][] labels =
        parties.stream()
            .flatMap(Collection::stream)
            .map(party -> EventLabels.ofParty(party).toByteArray())
            .toArray(byte[][]::new);
    return Queries.list(
        dataSource,
        SELECT,
        statement -> {
          statement.setInt(1, (int) first.toEpochDay());
          statement.setInt(2, (int) last.toEpochDay());
          statement.setBoolean(3, parties.isEmpty());
          statement.setArray(4, statement.getConnection().createArrayOf("bytea", labels));
          statement.setArray(5, statement.getConnection().createArrayOf("bytea", labels));
          statement.setInt(6, limit);
        },
        MoneyFlows::flow);
  }

  private static Flow flow(ResultSet row) throws SQLException {
    return new Flow(
        LocalDate.ofEpochDay(row.getInt(1)),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getLong(6),
        row.getLong(7));
  }
}
