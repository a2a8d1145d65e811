package dev.tallystick.audit.index;

import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.Body;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.type.IdentityLinked;
import dev.tallystick.events.type.IdentityUnlinked;
import dev.tallystick.tlog.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.sql.DataSource;

/** Which labels belong to one person. Blocks on the database; thread-safe. */
public final class IdentityLinks {
  private static final int LINKED = EventTypes.get(IdentityLinked.SHORT_NAME).code();
  private static final int UNLINKED = EventTypes.get(IdentityUnlinked.SHORT_NAME).code();
  static final List<Integer> TYPES = List.of(LINKED, UNLINKED);

  /** More tokens than one person has. */
  private static final int MOST = 64;

  private static final String NEIGHBOURS =
      """
      select other from identity_link where one = ? and idx < ? and (unlinked_idx is null or unlinked_idx >= ?)
      union select one from identity_link where other = ? and idx < ? and (unlinked_idx is null or unlinked_idx >= ?)
      """;

  private final DataSource dataSource;

  /** Reads the service's own tables. */
  public IdentityLinks(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The labels linked to this one, over one or several steps, by the first entries of the log. */
  public SortedSet<Hash> linkedTo(Hash label, long size) {
    SortedSet<Hash> linked = new TreeSet<>();
    Deque<Hash> open = new ArrayDeque<>(List.of(label));
    while (!open.isEmpty() && linked.size() < MOST) {
      for (Hash other : neighbours(open.remove(), size)) {
        if (!other.equals(label) && linked.add(other)) {
          open.add(other);
        }
      }
    }
    return linked;
  }

  private List<Hash> neighbours(Hash label, long size) {
    return Queries.list(
        dataSource,
        NEIGHBOURS,
        statement -> {
          for (int side = 0; side < 2; side++) {
            statement.setBytes(3 * side + 1, label.toByteArray());
            statement.setLong(3 * side + 2, size);
            statement.setLong(3 * side + 3, size);
          }
        },
        row -> Hash.takeOwnershipOf(row.getBytes(1)));
  }

  static boolean isOne(StoredEntry row) {
    return TYPES.contains(row.typeCode());
  }

  /** Used by the follower: writes what the entries of a batch say, in log order. */
  static void write(Connection connection, List<StoredEntry> rows, OpeningSeal seal)
      throws SQLException {
    for (StoredEntry row : rows) {
      Body body = seal.openBody(row);
      if (row.typeCode() == LINKED) {
        link(connection, row, body);
      } else {
        unlink(connection, row, body);
      }
    }
  }

  private static void link(Connection connection, StoredEntry row, Body body) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into identity_link (event_id, idx, one, other) values (?, ?, ?, ?)")) {
      insert.setObject(1, row.id().value());
      insert.setLong(2, row.index());
      insert.setBytes(3, label(body.subject().orElse("")));
      insert.setBytes(4, label(IdentityLinked.read(body.data()).linked()));
      insert.executeUpdate();
    }
  }

  private static void unlink(Connection connection, StoredEntry row, Body body)
      throws SQLException {
    EventId link = IdentityUnlinked.read(body.data()).link();
    try (PreparedStatement update =
        connection.prepareStatement(
            "update identity_link set unlinked_idx = ? where event_id = ? and unlinked_idx is null")) {
      update.setLong(1, row.index());
      update.setObject(2, link.value());
      update.executeUpdate();
    }
  }

  private static byte[] label(String token) {
    return EventLabels.ofSubject(token).toByteArray();
  }
}
