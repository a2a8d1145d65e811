package dev.tallystick.vault.record;

import dev.tallystick.keys.SealedValue;
import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.Place;
import dev.tallystick.vault.keystore.Sealed;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The marks on records. A statement is sealed under the key of the record that it is about. */
@Singleton
public final class RecordMarks {
  private final Clock clock;

  RecordMarks(Clock clock) {
    this.clock = clock;
  }

  /** Sets a mark; one of the same kind that is there is replaced. */
  public void set(Connection connection, OpenKeys keys, KeptRecord record, Mark mark)
      throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            insert into record_mark (record, mark, objection, key_version, sealed, set_at)
            values (?, ?, ?, ?, ?, ?) on conflict (record, mark) do update set
              objection = excluded.objection, key_version = excluded.key_version,
              sealed = excluded.sealed, set_at = excluded.set_at
            """)) {
      upsert.setString(1, record.id());
      upsert.setString(2, mark.kind().name());
      upsert.setString(3, mark.objection().orElse(null));
      if (mark.statement().isPresent()) {
        Sealed sealed =
            keys.seal(record.owner(), place(record.id()), mark.statement().get().toBytes());
        upsert.setInt(4, sealed.keyVersion());
        upsert.setBytes(5, sealed.value().toByteArray());
      } else {
        upsert.setNull(4, Types.INTEGER);
        upsert.setNull(5, Types.BINARY);
      }
      upsert.setTimestamp(6, Timestamp.from(clock.instant()));
      upsert.executeUpdate();
    }
  }

  /** Takes a mark off. False if there was none. */
  public boolean remove(Connection connection, String record, Mark.Kind kind) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from record_mark where record = ? and mark = ?")) {
      delete.setString(1, record);
      delete.setString(2, kind.name());
      return delete.executeUpdate() > 0;
    }
  }

  /** The same records with their marks. */
  List<KeptRecord> onto(Connection connection, OpenKeys keys, List<KeptRecord> records)
      throws SQLException {
    Map<String, KeyOwner> owners = new HashMap<>();
    records.forEach(record -> owners.put(record.id(), record.owner()));
    Map<String, List<Mark>> marks = find(connection, keys, owners);
    return records.stream()
        .map(
            record ->
                new KeptRecord(
                    record.id(),
                    record.owner(),
                    record.category(),
                    record.schemaVersion(),
                    record.version(),
                    record.restricted(),
                    record.chunk(),
                    record.line(),
                    record.deposited(),
                    record.expiresOn(),
                    record.salt(),
                    record.content(),
                    marks.getOrDefault(record.id(), List.of())))
        .toList();
  }

  /** The marks of these records, each with its owner; none for those without. */
  Map<String, List<Mark>> find(Connection connection, OpenKeys keys, Map<String, KeyOwner> owners)
      throws SQLException {
    Map<String, List<Mark>> marks = new HashMap<>();
    if (owners.isEmpty()) {
      return marks;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select record, mark, objection, key_version, sealed from record_mark
            where record = any(?) order by record, mark
            """)) {
      select.setArray(1, array(connection, owners.keySet()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          String record = row.getString(1);
          KeyOwner owner = owners.get(record);
          if (owner != null) {
            marks.computeIfAbsent(record, any -> new ArrayList<>()).add(open(keys, owner, row));
          }
        }
      }
    }
    return marks;
  }

  private static Mark open(OpenKeys keys, KeyOwner owner, ResultSet row) throws SQLException {
    byte @Nullable [] sealed = row.getBytes(5);
    Optional<SaltedText> statement =
        sealed == null
            ? Optional.empty()
            : Optional.of(
                SaltedText.parse(
                    keys.open(
                        owner,
                        place(row.getString(1)),
                        new Sealed(row.getInt(4), SealedValue.takeOwnershipOf(sealed)))));
    return new Mark(
        Mark.Kind.valueOf(row.getString(2)), Optional.ofNullable(row.getString(3)), statement);
  }

  private static java.sql.Array array(Connection connection, Collection<String> texts)
      throws SQLException {
    return connection.createArrayOf("text", texts.toArray());
  }

  private static Place place(String record) {
    return Place.of("record_mark", record, Mark.Kind.STATEMENT.name());
  }
}
