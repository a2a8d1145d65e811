package dev.tallystick.bureau.tariff;

import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRows;
import dev.tallystick.events.EventId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The table of tariffs. What has no log index is not in force. */
@Singleton
final class TariffStore {
  private static final String INSERT =
      """
      insert into tariff (bureau_id, version, definition, effective_from, event_id)
      values (?, ?, ?, ?, ?)
      """;
  private static final String ALL =
      """
      select definition, event_id, log_index from tariff where log_index is not null
      order by version desc limit 100
      """;

  private final BureauRows rows;

  TariffStore(BureauRows rows) {
    this.rows = rows;
  }

  /** A tariff and its place in the log. */
  record Published(Tariff tariff, String eventId, long index) {}

  /** Stores the next version of the bureau's tariff before the log has seen it. */
  Tariff add(BureauId bureau, EventId event, BiFunction<Optional<TariffId>, Long, Tariff> next) {
    return rows.in(
        bureau,
        connection -> {
          lock(connection, bureau);
          Optional<Tariff> last = last(connection);
          Tariff tariff =
              next.apply(last.map(Tariff::id), last.map(Tariff::version).orElse(0L) + 1);
          try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, bureau.value());
            insert.setLong(2, tariff.version());
            insert.setString(3, TariffData.text(tariff));
            insert.setObject(4, tariff.terms().effectiveFrom().atOffset(ZoneOffset.UTC));
            insert.setObject(5, event.value());
            insert.executeUpdate();
          }
          return tariff;
        });
  }

  private static void lock(Connection connection, BureauId bureau) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 1))")) {
      lock.setString(1, "tariff/" + bureau);
      lock.execute();
    }
  }

  private static Optional<Tariff> last(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "select definition from tariff order by version desc limit 1");
        ResultSet row = select.executeQuery()) {
      return row.next() ? Optional.of(TariffData.parse(row.getString(1))) : Optional.empty();
    }
  }

  void logged(BureauId bureau, EventId event, long index) {
    rows.in(
        bureau,
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement("update tariff set log_index = ? where event_id = ?")) {
            update.setLong(1, index);
            update.setObject(2, event.value());
            return update.executeUpdate();
          }
        });
  }

  /** Forgets what the log does not have. */
  void drop(BureauId bureau, EventId event) {
    rows.in(
        bureau,
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement(
                  "delete from tariff where event_id = ? and log_index is null")) {
            delete.setObject(1, event.value());
            return delete.executeUpdate();
          }
        });
  }

  /** What the bureau has published, the newest version first. */
  List<Published> all(BureauId bureau) {
    return rows.in(
        bureau,
        connection -> {
          List<Published> published = new ArrayList<>();
          try (PreparedStatement select = connection.prepareStatement(ALL);
              ResultSet row = select.executeQuery()) {
            while (row.next()) {
              published.add(
                  new Published(
                      TariffData.parse(row.getString(1)), row.getString(2), row.getLong(3)));
            }
          }
          return published;
        });
  }
}
