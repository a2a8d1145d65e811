package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRows;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.tlog.Hash;
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

/** Who may work on which inquiry: one process for each key, and each statement once. */
@Singleton
final class ClaimStore {
  /** A process that has not come to an intent by then is taken for dead. */
  static final Duration LEASE = Duration.ofSeconds(60);

  /** Longer than any reader still takes a statement, by its clock and its patience. */
  private static final Duration REMEMBER = Duration.ofSeconds(30);

  private static final String INSERT =
      """
      insert into inquiry (bureau_id, attempt, lender, idempotency_key, request_hash, state,
        claimed_until, created_at, subject, product)
      values (?, ?, ?, ?, ?, 'STARTED', ?, ?, ?, ?)
      on conflict (bureau_id, lender, idempotency_key) do nothing
      """;
  private static final String SEE =
      """
      insert into seen_statement (bureau_id, issuer, jti, attempt_key, forget_at)
      values (?, ?, ?, ?, ?) on conflict (bureau_id, issuer, jti) do nothing
      """;

  private final BureauRows rows;

  ClaimStore(BureauRows rows) {
    this.rows = rows;
  }

  /** A request by its lender, its key and the hash of its statement. */
  record Key(String lender, String value, Hash request) {}

  /** What was asked before under this key, if it still counts. */
  Optional<Claim> find(BureauId bureau, Key key) {
    return rows.in(bureau, connection -> find(connection, key));
  }

  /** Takes a verified statement, unless the key or the statement was taken before. */
  Claim claim(BureauId bureau, Key key, InquiryRequest inquiry, Instant now) {
    UUID attempt = UUID.randomUUID();
    return rows.in(
        bureau,
        connection -> {
          Optional<Claim> known = find(connection, key);
          if (known.isPresent()) {
            return known.get();
          }
          if (!see(connection, bureau, key, inquiry)) {
            return new Claim.Replayed();
          }
          forgetAbandoned(connection, key);
          if (insert(connection, bureau, attempt, key, inquiry, now)) {
            return new Claim.Fresh(attempt);
          }
          return find(connection, key).orElseThrow();
        });
  }

  private static Optional<Claim> find(Connection connection, Key key) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            InquiryRows.SELECT + " where lender = ? and idempotency_key = ?")) {
      select.setString(1, key.lender());
      select.setString(2, key.value());
      List<InquiryRow> found = InquiryRows.all(select);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      if (!isSameRequest(connection, found.get(0), key)) {
        return Optional.of(new Claim.OtherRequest());
      }
      return found.get(0).state() == InquiryState.ABANDONED
          ? Optional.empty()
          : Optional.of(new Claim.Repeat(found.get(0)));
    }
  }

  private static boolean isSameRequest(Connection connection, InquiryRow row, Key key)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select request_hash from inquiry where attempt = ?")) {
      select.setObject(1, row.attempt());
      try (ResultSet hash = select.executeQuery()) {
        return hash.next() && Hash.copyOf(hash.getBytes(1)).equals(key.request());
      }
    }
  }

  /** Whether the statement is new, or comes again under the key that it first came with. */
  private static boolean see(
      Connection connection, BureauId bureau, Key key, InquiryRequest inquiry) throws SQLException {
    Instant end = Instant.ofEpochSecond(inquiry.claims().expiresAt().orElseThrow());
    try (PreparedStatement insert = connection.prepareStatement(SEE)) {
      insert.setString(1, bureau.value());
      insert.setString(2, inquiry.claims().issuer());
      insert.setString(3, inquiry.claims().id());
      insert.setString(4, key.value());
      insert.setObject(5, InquiryRows.at(end.plus(REMEMBER)));
      if (insert.executeUpdate() == 1) {
        return true;
      }
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "select attempt_key from seen_statement where issuer = ? and jti = ?")) {
      select.setString(1, inquiry.claims().issuer());
      select.setString(2, inquiry.claims().id());
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getString(1).equals(key.value());
      }
    }
  }

  private static void forgetAbandoned(Connection connection, Key key) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from inquiry where lender = ? and idempotency_key = ? and state = 'ABANDONED'")) {
      delete.setString(1, key.lender());
      delete.setString(2, key.value());
      delete.executeUpdate();
    }
  }

  private static boolean insert(
      Connection connection,
      BureauId bureau,
      UUID attempt,
      Key key,
      InquiryRequest inquiry,
      Instant now)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, bureau.value());
      insert.setObject(2, attempt);
      insert.setString(3, key.lender());
      insert.setString(4, key.value());
      insert.setBytes(5, key.request().toByteArray());
      insert.setObject(6, InquiryRows.at(now.plus(LEASE)));
      insert.setObject(7, InquiryRows.at(now));
      insert.setString(8, inquiry.subject());
      insert.setString(9, inquiry.product());
      return insert.executeUpdate() == 1;
    }
  }
}
