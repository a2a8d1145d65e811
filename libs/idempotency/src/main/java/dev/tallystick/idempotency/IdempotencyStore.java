package dev.tallystick.idempotency;

import dev.tallystick.keys.Envelopes;
import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.Kms;
import dev.tallystick.keys.SealBrokenException;
import dev.tallystick.keys.SealingContext;
import dev.tallystick.keys.UnknownKeyException;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The requests of the last day by their keys, with their answers, sealed. Of two requests with one
 * key that arrive together, exactly one is the first; the unique key decides, across replicas. A
 * request whose process died is free to be done again after two minutes.
 *
 * <p>Call it outside of transactions: what it notes must be seen by others at once. Blocks;
 * thread-safe.
 */
@Singleton
public final class IdempotencyStore {
  static final Duration KEPT_FOR = Duration.ofHours(24);

  /** Longer than any request takes. */
  static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(2);

  private static final String BEGIN =
      """
      insert into idempotency_key as old (scope, request, attempt, begun_at, first_at) values (?, ?, ?, ?, ?)
      on conflict (scope) do update set request = excluded.request, attempt = excluded.attempt,
        first_at = case when old.status is null and old.request = excluded.request and old.begun_at > ?
          then coalesce(old.first_at, old.begun_at) else excluded.begun_at end,
        begun_at = excluded.begun_at, is_free = false,
        status = null, content_type = null, location = null, body = null
      where old.begun_at <= ? or old.is_free
        or (old.status is null and old.request = excluded.request and old.begun_at <= ?)
      returning first_at
      """;
  private static final String FIND =
      "select request, status, content_type, location, body from idempotency_key where scope = ? and not is_free";
  private static final String KEEP =
      "update idempotency_key set status = ?, content_type = ?, location = ?, body = ? where scope = ? and attempt = ?";
  private static final String RELEASE =
      "update idempotency_key set is_free = true where scope = ? and attempt = ? and status is null";
  // A little with every request, so that no one ever has to remove much.
  private static final String FORGET =
      """
      delete from idempotency_key where scope in
        (select scope from idempotency_key where begun_at <= ? order by begun_at limit 10 for update skip locked)
      """;

  private static final KeyName KEK = new KeyName("idempotency");

  private final DataSource database;
  private final Clock clock;
  private final Instance<Kms> kms;
  private volatile @Nullable Envelopes envelopes;

  IdempotencyStore(DataSource database, Instance<Kms> kms, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.kms = kms;
  }

  /** Not before the first answer: this is made while the service is built, and the Kms is not. */
  private Envelopes envelopes() {
    Envelopes known = envelopes;
    if (known == null) {
      synchronized (this) {
        known = envelopes;
        if (known == null) {
          known = new Envelopes(kms.get(), KEK);
          envelopes = known;
        }
      }
    }
    return known;
  }

  /**
   * Begins a request.
   *
   * @throws IdempotencyProblem.KeyReused if the key stands for another body
   * @throws IdempotencyProblem.KeyInUse if the first request with it has no answer yet
   */
  public Attempt begin(RequestIdentity identity) {
    UUID attempt = UUID.randomUUID();
    Instant now = clock.instant();
    try (Connection connection = database.getConnection()) {
      // The row may go between the two looks, when its request is released.
      while (true) {
        Optional<Instant> firstAt = firstAt(connection, identity, attempt, now);
        if (firstAt.isPresent()) {
          forgetOld(connection, now);
          return new Attempt.First(identity, attempt, firstAt.get());
        }
        Optional<Attempt> known = find(connection, identity);
        if (known.isPresent()) {
          return known.get();
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the table of idempotency keys cannot be read", e);
    }
  }

  private static Optional<Instant> firstAt(
      Connection connection, RequestIdentity identity, UUID attempt, Instant now)
      throws SQLException {
    try (PreparedStatement begin = connection.prepareStatement(BEGIN)) {
      begin.setBytes(1, identity.scope().toByteArray());
      begin.setBytes(2, identity.request().toByteArray());
      begin.setObject(3, attempt);
      begin.setTimestamp(4, Timestamp.from(now));
      begin.setTimestamp(5, Timestamp.from(now));
      begin.setTimestamp(6, Timestamp.from(now.minus(KEPT_FOR)));
      begin.setTimestamp(7, Timestamp.from(now.minus(KEPT_FOR)));
      begin.setTimestamp(8, Timestamp.from(now.minus(GIVEN_UP_AFTER)));
      try (ResultSet row = begin.executeQuery()) {
        return row.next() ? Optional.of(row.getTimestamp(1).toInstant()) : Optional.empty();
      }
    }
  }

  private Optional<Attempt> find(Connection connection, RequestIdentity identity)
      throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(FIND)) {
      find.setBytes(1, identity.scope().toByteArray());
      try (ResultSet row = find.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        if (!Arrays.equals(row.getBytes(1), identity.request().toByteArray())) {
          throw new IdempotencyProblem.KeyReused();
        }
        int status = row.getInt(2);
        if (row.wasNull()) {
          throw new IdempotencyProblem.KeyInUse();
        }
        byte[] body = open(identity, row.getBytes(5));
        return Optional.of(
            new Attempt.Answered(new KeptAnswer(status, row.getString(3), row.getString(4), body)));
      }
    }
  }

  private byte[] open(RequestIdentity identity, byte[] sealed) {
    try {
      return envelopes().open(sealed, context(identity));
    } catch (SealBrokenException | UnknownKeyException e) {
      throw new IllegalStateException("a kept answer does not open", e);
    }
  }

  private static SealingContext context(RequestIdentity identity) {
    return SealingContext.of("idempotency", identity.scope().hex(), identity.request().hex());
  }

  private static void forgetOld(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
      forget.setTimestamp(1, Timestamp.from(now.minus(KEPT_FOR)));
      forget.executeUpdate();
    }
  }

  /** Keeps the answer for a day; does nothing if another attempt has taken over meanwhile. */
  public void keep(Attempt.First first, KeptAnswer answer) {
    try (Connection connection = database.getConnection();
        PreparedStatement keep = connection.prepareStatement(KEEP)) {
      keep.setInt(1, answer.status());
      keep.setString(2, answer.contentType());
      keep.setString(3, answer.location());
      keep.setBytes(4, envelopes().seal(answer.body(), context(first.identity())));
      keep.setBytes(5, first.identity().scope().toByteArray());
      keep.setObject(6, first.attempt());
      keep.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("an answer cannot be kept", e);
    }
  }

  /**
   * Frees the key, because the request had no effect, or none that is known: a retry is the first
   * one again, and draws the same ids ({@link RequestDraws}).
   */
  public void release(Attempt.First first) {
    try (Connection connection = database.getConnection();
        PreparedStatement release = connection.prepareStatement(RELEASE)) {
      release.setBytes(1, first.identity().scope().toByteArray());
      release.setObject(2, first.attempt());
      release.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("a key cannot be freed", e);
    }
  }
}
