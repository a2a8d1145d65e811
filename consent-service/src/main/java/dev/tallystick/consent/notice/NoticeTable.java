package dev.tallystick.consent.notice;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The stored notices. Rows are added, never changed: the app role has no right to. */
@Singleton
class NoticeTable {
  private static final String COLUMNS =
      "id, owner_party, owner_subject, kind, discloser, recipient, purpose, categories, method,"
          + " retention, contact, rights_route, recipient_text, language, body, highlighted, text_hash";

  private final DataSource database;

  NoticeTable(DataSource database) {
    this.database = database;
  }

  /** Adds a notice; another try of the same request finds its own, which says the same. */
  void add(Notice notice, Instant now) {
    String sql =
        "insert into notice ("
            + COLUMNS
            + ", created_at) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) on conflict (id) do nothing";
    Notice.Told told = notice.told();
    try (Connection connection = database.getConnection();
        PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, notice.id());
      insert.setString(2, notice.owner().party().orElse(null));
      insert.setString(3, notice.owner().subject().orElse(null));
      insert.setString(4, notice.kind());
      insert.setString(5, notice.discloser().orElse(null));
      insert.setString(6, notice.recipient());
      insert.setString(7, told.purpose().orElse(null));
      insert.setArray(8, connection.createArrayOf("text", told.categories().toArray()));
      insert.setString(9, told.method().orElse(null));
      insert.setString(10, told.retention().orElse(null));
      insert.setString(11, told.contact().orElse(null));
      insert.setString(12, told.rightsRoute().orElse(null));
      insert.setString(13, told.recipientText().orElse(null));
      insert.setString(14, notice.language());
      insert.setString(15, notice.text());
      insert.setBoolean(16, notice.highlighted());
      insert.setString(17, notice.textHash());
      insert.setObject(18, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("a notice could not be stored", e);
    }
  }

  Optional<Notice> find(String id) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select " + COLUMNS + " from notice where id = ?")) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(read(row)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("a notice could not be read", e);
    }
  }

  private static Notice read(ResultSet row) throws SQLException {
    return new Notice(
        row.getString("id"),
        new Notice.Owner(text(row, "owner_party"), text(row, "owner_subject")),
        row.getString("kind"),
        text(row, "discloser"),
        row.getString("recipient"),
        new Notice.Told(
            text(row, "purpose"),
            List.of((String[]) row.getArray("categories").getArray()),
            text(row, "method"),
            text(row, "retention"),
            text(row, "contact"),
            text(row, "rights_route"),
            text(row, "recipient_text")),
        row.getString("language"),
        row.getString("body"),
        row.getBoolean("highlighted"));
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }
}
