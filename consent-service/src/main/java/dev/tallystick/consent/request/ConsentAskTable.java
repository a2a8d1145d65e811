package dev.tallystick.consent.request;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The requests. Whether one is answered the log says; rows are added, and deleted when old. */
@Singleton
class ConsentAskTable {
  private static final String COLUMNS =
      "id, asked_by, subject, kind, discloser, recipient, purpose, categories, method, retention,"
          + " valid_until, use_limit, notice, as_of_size, asked_at";

  private final DataSource database;

  ConsentAskTable(DataSource database) {
    this.database = database;
  }

  /** Adds what is asked; another try of the same request finds its own, which says the same. */
  void add(ConsentAsk ask) {
    String sql =
        "insert into consent_request ("
            + COLUMNS
            + ") values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) on conflict (id) do nothing";
    try (Connection connection = database.getConnection();
        PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, ask.id());
      insert.setString(2, ask.by());
      insert.setString(3, ask.subject());
      insert.setString(4, ask.sides().kind());
      insert.setString(5, ask.sides().discloser().orElse(null));
      insert.setString(6, ask.sides().recipient());
      insert.setString(7, ask.purpose());
      insert.setArray(8, connection.createArrayOf("text", ask.categories().toArray()));
      insert.setString(9, ask.terms().method());
      insert.setString(10, ask.terms().retention());
      insert.setObject(11, utc(ask.terms().validUntil()));
      insert.setObject(12, ask.terms().useLimit().orElse(null));
      insert.setString(13, ask.notice());
      insert.setLong(14, ask.asOfSize());
      insert.setObject(15, utc(ask.askedAt()));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("a request for a consent could not be stored", e);
    }
  }

  /** What was asked of these tokens since a time, the oldest first. */
  List<ConsentAsk> of(Collection<String> subjects, Instant since) {
    String sql =
        "select "
            + COLUMNS
            + " from consent_request where subject = any (?) and asked_at >= ? order by asked_at, id";
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setArray(1, connection.createArrayOf("text", subjects.toArray()));
      select.setObject(2, utc(since));
      try (ResultSet rows = select.executeQuery()) {
        List<ConsentAsk> asks = new ArrayList<>();
        while (rows.next()) {
          asks.add(read(rows));
        }
        return asks;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the requests for consents could not be read", e);
    }
  }

  private static ConsentAsk read(ResultSet row) throws SQLException {
    long limit = row.getLong("use_limit");
    Optional<Long> useLimit = row.wasNull() ? Optional.empty() : Optional.of(limit);
    return new ConsentAsk(
        row.getString("id"),
        row.getString("asked_by"),
        row.getString("subject"),
        new ConsentAsk.Sides(
            row.getString("kind"),
            Optional.ofNullable(row.getString("discloser")),
            row.getString("recipient")),
        row.getString("purpose"),
        List.of((String[]) row.getArray("categories").getArray()),
        new ConsentAsk.Terms(
            row.getString("method"),
            row.getString("retention"),
            row.getObject("valid_until", OffsetDateTime.class).toInstant(),
            useLimit),
        row.getString("notice"),
        row.getLong("as_of_size"),
        row.getObject("asked_at", OffsetDateTime.class).toInstant());
  }

  private static OffsetDateTime utc(Instant time) {
    return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
  }
}
