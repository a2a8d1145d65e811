package dev.tallystick.quota;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/**
 * The table in which replicas count together. In a transaction of the calling thread what is
 * counted goes with it; otherwise it is counted at once.
 */
@Singleton
final class QuotaStore {
  private static final String TAKE =
      """
      insert into quota_count as counted (quota, holder, begun_at, used) values (?, ?, ?, ?)
      on conflict (holder, quota, begun_at) do update set used = counted.used + excluded.used
      where counted.used + excluded.used <= ?
      returning used
      """;
  // A little with every new row, so that no one ever has to remove much.
  private static final String FORGET =
      """
      delete from quota_count where ctid in
        (select ctid from quota_count where begun_at <= ? order by begun_at limit 10 for update skip locked)
      """;
  private static final Duration KEPT_FOR = Duration.ofDays(2);

  private final DataSource database;

  QuotaStore(DataSource database) {
    this.database = database;
  }

  /** Counts the units, unless that were more than the limit; then nothing is counted. */
  boolean take(Quota quota, QuotaHolder holder, Instant begunAt, int units) {
    if (units > quota.limit()) {
      return false;
    }
    try (Connection connection = database.getConnection()) {
      long used = used(connection, quota, holder, begunAt, units);
      if (used == units) {
        forgetOld(connection, begunAt);
      }
      return used > 0;
    } catch (SQLException e) {
      throw new IllegalStateException("the table of quotas cannot be used", e);
    }
  }

  /** What is used with these units; 0 if they were refused. */
  private static long used(
      Connection connection, Quota quota, QuotaHolder holder, Instant begunAt, int units)
      throws SQLException {
    try (PreparedStatement take = connection.prepareStatement(TAKE)) {
      take.setString(1, quota.name());
      take.setBytes(2, holder.hash().toByteArray());
      take.setTimestamp(3, Timestamp.from(begunAt));
      take.setLong(4, units);
      take.setLong(5, quota.limit());
      try (ResultSet row = take.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  private static void forgetOld(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
      forget.setTimestamp(1, Timestamp.from(now.minus(KEPT_FOR)));
      forget.executeUpdate();
    }
  }
}
