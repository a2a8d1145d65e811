package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRows;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;

/** Which inquiries the background has to see to. */
@Singleton
final class DueStore {
  private static final int AT_A_TIME = 100;

  private final BureauRows rows;

  DueStore(BureauRows rows) {
    this.rows = rows;
  }

  /** Those whose process is gone before there was an intent. */
  List<InquiryRow> deserted(BureauId bureau, Instant now) {
    return select(bureau, "state in ('STARTED', 'SOURCED') and claimed_until < ?", now);
  }

  /** Those whose release may be logged, and nobody has seen it. */
  List<InquiryRow> undecided(BureauId bureau, Instant now) {
    return select(bureau, "state = 'INTENT' and claimed_until < ?", now);
  }

  /** Those that were logged before then and have not left. */
  List<InquiryRow> unsent(BureauId bureau, Instant loggedBefore) {
    return select(bureau, "state = 'LOGGED' and logged_at < ?", loggedBefore);
  }

  private List<InquiryRow> select(BureauId bureau, String condition, Instant limit) {
    return rows.in(
        bureau,
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  InquiryRows.SELECT
                      + " where "
                      + condition
                      + " order by created_at limit "
                      + AT_A_TIME)) {
            select.setObject(1, InquiryRows.at(limit));
            return InquiryRows.all(select);
          }
        });
  }

  /** Deletes sealed answers of releases logged before then. */
  int forgetAnswers(BureauId bureau, Instant loggedBefore) {
    return execute(
        bureau,
        "update inquiry set sealed_answer = null, wrapped_key = null where sealed_answer is not null and state not in ('INTENT', 'LOGGED') and logged_at < ?",
        loggedBefore);
  }

  /** Deletes what was asked before then and has ended. */
  int forgetInquiries(BureauId bureau, Instant askedBefore) {
    return execute(
        bureau,
        "delete from inquiry where created_at < ? and state in ('SENT', 'RECEIVED', 'UNDELIVERED', 'REFUSED', 'ABANDONED')",
        askedBefore);
  }

  /** Deletes what is known of statements that nobody takes any more. */
  int forgetStatements(BureauId bureau, Instant now) {
    return execute(bureau, "delete from seen_statement where forget_at < ?", now);
  }

  private int execute(BureauId bureau, String sql, Instant limit) {
    return rows.in(
        bureau,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, InquiryRows.at(limit));
            return statement.executeUpdate();
          }
        });
  }
}
