package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.acknowledgement.AcknowledgementQueue;
import dev.tallystick.bureau.inquiry.AnswerSeal.SealedAnswer;
import dev.tallystick.bureau.source.Sourced;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRows;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.producer.LogWriter;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The steps of an inquiry, each one commit. A step is taken from the state before it only, so that
 * of two who work on one inquiry the slower does nothing.
 */
@Singleton
final class InquiryStore {
  /** How long the process that appends an event is left alone with it. */
  private static final Duration APPENDING = Duration.ofSeconds(20);

  private static final String INTENT =
      """
      update inquiry set state = 'INTENT', event_id = ?, not_after = ?, fee = ?, claimed_until = ?,
        wrapped_key = ?, sealed_answer = ?
      where attempt = ? and state = 'SOURCED'
      """;

  private final BureauRows rows;
  private final AnswerSeal seal;
  private final AcknowledgementQueue acknowledgements;
  private final LogWriter log;

  InquiryStore(
      BureauRows rows, AnswerSeal seal, AcknowledgementQueue acknowledgements, LogWriter log) {
    this.rows = rows;
    this.seal = seal;
    this.acknowledgements = acknowledgements;
    this.log = log;
  }

  /** STARTED → SOURCED: the releases are here, and will be acknowledged whatever comes of them. */
  void sourced(BureauId bureau, UUID attempt, Sourced sourced, Instant now) {
    rows.in(
        bureau,
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update inquiry set state = 'SOURCED', parents = ? where attempt = ? and state = 'STARTED'")) {
            update.setArray(
                1,
                connection.createArrayOf(
                    "text", sourced.parents().keySet().toArray(String[]::new)));
            update.setObject(2, attempt);
            requireOne(update);
          }
          acknowledgements.add(connection, bureau, sourced.sources(), now);
          return 0;
        });
  }

  /** SOURCED → INTENT, before the log can have seen the event. */
  void intent(BureauId bureau, UUID attempt, Sale sale, Instant now) {
    SealedAnswer sealed = seal.seal(bureau, attempt, sale.answer());
    rows.in(
        bureau,
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(INTENT)) {
            update.setObject(1, sale.event().id().value());
            update.setObject(2, InquiryRows.at(sale.notAfter()));
            update.setString(3, CanonicalJson.text(sale.fee()));
            update.setObject(4, InquiryRows.at(now.plus(APPENDING)));
            update.setBytes(5, sealed.key().toByteArray());
            update.setBytes(6, sealed.value().toByteArray());
            update.setObject(7, attempt);
            requireOne(update);
            return 0;
          }
        });
  }

  /** INTENT → SOURCED: the log certainly does not have the event. */
  void withdrawIntent(BureauId bureau, UUID attempt, Instant now) {
    rows.in(
        bureau,
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update inquiry set state = 'SOURCED', event_id = null, wrapped_key = null, sealed_answer = null, claimed_until = ? where attempt = ? and state = 'INTENT'")) {
            update.setObject(1, InquiryRows.at(now.plus(ClaimStore.LEASE)));
            update.setObject(2, attempt);
            return update.executeUpdate();
          }
        });
  }

  /** INTENT → LOGGED. Returns whether it was in this state; otherwise somebody else has done it. */
  boolean logged(BureauId bureau, UUID attempt, JsonObject answer, Instant loggedAt) {
    SealedAnswer sealed = seal.seal(bureau, attempt, answer);
    return rows.in(
        bureau,
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update inquiry set state = 'LOGGED', logged_at = ?, wrapped_key = ?, sealed_answer = ? where attempt = ? and state = 'INTENT'")) {
            update.setObject(1, InquiryRows.at(loggedAt));
            update.setBytes(2, sealed.key().toByteArray());
            update.setBytes(3, sealed.value().toByteArray());
            update.setObject(4, attempt);
            return update.executeUpdate() == 1;
          }
        });
  }

  /** The answer in a row, for as long as it is kept. */
  Optional<JsonObject> answer(BureauId bureau, UUID attempt) {
    return rows.in(
        bureau,
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select wrapped_key, sealed_answer from inquiry where attempt = ? and sealed_answer is not null")) {
            select.setObject(1, attempt);
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(seal.open(bureau, attempt, row.getBytes(1), row.getBytes(2)))
                  : Optional.empty();
            }
          }
        });
  }

  /** Counts one try to send the answer. */
  void sending(BureauId bureau, UUID attempt) {
    execute(bureau, "update inquiry set attempts = attempts + 1 where attempt = ?", attempt);
  }

  /** LOGGED → SENT. */
  void sent(BureauId bureau, UUID attempt) {
    execute(
        bureau,
        "update inquiry set state = 'SENT' where attempt = ? and state = 'LOGGED'",
        attempt);
  }

  /**
   * The lender has it: the sealed answer goes. From INTENT too, when a stopped process has left it
   * and the lender has found the release in its list before this service did.
   */
  void received(BureauId bureau, EventId event) {
    rows.in(
        bureau,
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update inquiry set sealed_answer = null, wrapped_key = null, logged_at = coalesce(logged_at, now()), state = case when state in ('INTENT', 'LOGGED', 'SENT') then 'RECEIVED' else state end where event_id = ?")) {
            update.setObject(1, event.value());
            return update.executeUpdate();
          }
        });
  }

  /** STARTED or SOURCED → REFUSED. Returns whether it was in one of these states. */
  boolean refuse(BureauId bureau, UUID attempt, String refusal, List<Event> entries) {
    return rows.in(
        bureau,
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update inquiry set state = 'REFUSED', refusal = ? where attempt = ? and state in ('STARTED', 'SOURCED')")) {
            update.setString(1, refusal);
            update.setObject(2, attempt);
            return tell(connection, update, entries);
          }
        });
  }

  /**
   * STARTED or SOURCED → ABANDONED; never from INTENT, when the log may have the release. Returns
   * whether it was in one of these states.
   */
  boolean abandon(BureauId bureau, UUID attempt, List<Event> entries) {
    return end(
        bureau,
        "update inquiry set state = 'ABANDONED' where attempt = ? and state in ('STARTED', 'SOURCED')",
        attempt,
        entries);
  }

  /** INTENT → ABANDONED: the log does not have the release and can no longer take it. */
  boolean abandonIntent(BureauId bureau, UUID attempt, List<Event> entries) {
    return end(
        bureau,
        "update inquiry set state = 'ABANDONED', wrapped_key = null, sealed_answer = null where attempt = ? and state = 'INTENT'",
        attempt,
        entries);
  }

  /** LOGGED → UNDELIVERED. Returns whether it was in this state. */
  boolean undelivered(BureauId bureau, UUID attempt, List<Event> entries) {
    return end(
        bureau,
        "update inquiry set state = 'UNDELIVERED', wrapped_key = null, sealed_answer = null where attempt = ? and state = 'LOGGED'",
        attempt,
        entries);
  }

  private boolean end(BureauId bureau, String sql, UUID attempt, List<Event> entries) {
    return rows.in(
        bureau,
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, attempt);
            return tell(connection, update, entries);
          }
        });
  }

  /** With the step, the entries that tell of it: they will be logged, however long that takes. */
  private boolean tell(Connection connection, PreparedStatement step, List<Event> entries)
      throws SQLException {
    if (step.executeUpdate() != 1) {
      return false;
    }
    for (Event entry : entries) {
      log.store(connection, entry);
    }
    return true;
  }

  private void execute(BureauId bureau, String sql, UUID attempt) {
    rows.in(
        bureau,
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, attempt);
            return update.executeUpdate();
          }
        });
  }

  private static void requireOne(PreparedStatement update) throws SQLException {
    if (update.executeUpdate() != 1) {
      throw new OvertakenException();
    }
  }

  /** Another process has taken this one for dead and has gone on. */
  static final class OvertakenException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    OvertakenException() {
      super("the inquiry was taken over by another process");
    }
  }
}
