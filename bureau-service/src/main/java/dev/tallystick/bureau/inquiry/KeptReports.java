package dev.tallystick.bureau.inquiry;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** What is kept of reports for minutes, looked at from the releases that they were made of. */
@Singleton
public final class KeptReports {
  private static final String BEING_MADE =
      """
      select exists (select 1 from inquiry where subject = ? and created_at <= ?
        and state in ('STARTED', 'SOURCED', 'INTENT'))
      """;
  private static final String DROP =
      """
      update inquiry set sealed_answer = null, wrapped_key = null
      where subject = ? and ? = any (parents) and sealed_answer is not null and state <> 'INTENT'
      """;

  /**
   * Whether an inquiry about the person that was begun by then has not ended: it may hold records
   * in memory, and keep a report in a moment. All others end, or are ended, within a minute or so.
   */
  public boolean isBeingMade(Connection connection, String subject, Instant begunBy)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(BEING_MADE)) {
      select.setString(1, subject);
      select.setObject(2, InquiryRows.at(begunBy));
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /**
   * Deletes the kept reports about the person that were made of a release, in the caller's
   * transaction; the lender can no longer have them again. Returns how many.
   *
   * @param release the entry of a release to the bureau
   */
  public int drop(Connection connection, String subject, String release) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(DROP)) {
      update.setString(1, subject);
      update.setString(2, release);
      return update.executeUpdate();
    }
  }
}
