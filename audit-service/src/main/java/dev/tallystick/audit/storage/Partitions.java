package dev.tallystick.audit.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/**
 * Makes the partitions that event ids of the near past and future fall into: ids are accepted from
 * 7 days behind to 10 minutes ahead, so the month of eight days ago, this one and the next are
 * always there.
 */
public final class Partitions {
  private final DataSource dataSource;
  private final Clock clock;

  /** Works through the owner's function; the service itself has no right to create tables. */
  public Partitions(DataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  /** Makes what is missing. */
  public void ensure() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement ensure =
            connection.prepareStatement("select ensure_entry_partition(?)")) {
      for (LocalDate day = today.minusDays(8);
          !day.isAfter(today.plusMonths(1));
          day = day.plusDays(8)) {
        ensure.setObject(1, day);
        ensure.execute();
      }
    } catch (SQLException e) {
      throw new LogStoreException("partitions cannot be made", e);
    }
  }
}
