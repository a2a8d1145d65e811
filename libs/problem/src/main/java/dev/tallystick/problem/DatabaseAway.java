package dev.tallystick.problem;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * 503: the database is away, is stopping or starting, or has no room. Whether what was asked for is
 * done may be unknown, as after any lost answer: the same request says so when it is sent again.
 */
final class DatabaseAway extends DomainProblem {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = Logger.getLogger(DatabaseAway.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private DatabaseAway(String reference) {
    super(FrameworkProblem.SERVICE_UNAVAILABLE.document().withReference(reference), RETRY_AFTER);
  }

  /** The problem, if this link in a chain of causes says that the database cannot be used now. */
  static @Nullable DatabaseAway of(Throwable link) {
    if (!(link instanceof SQLException failure) || !isAway(failure)) {
      return null;
    }
    String reference = UUID.randomUUID().toString();
    String state = failure.getSQLState();
    // What the server itself says may hold values of a row; the pool's own words do not.
    String why = state == null ? String.valueOf(failure.getMessage()) : "SQL state " + state;
    LOG.warnf("the database is away (%s), reference %s", why, reference);
    return new DatabaseAway(reference);
  }

  /**
   * By the classes of PostgreSQL's Appendix A: 08 connection, 53 insufficient resources (a full
   * disk is 53100), 57P shutdown and start, 58 the system below it. Without one: the pool had no
   * connection to give in time.
   */
  private static boolean isAway(SQLException failure) {
    String state = failure.getSQLState();
    if (state == null) {
      return failure.getCause() instanceof TimeoutException;
    }
    return state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57P")
        || state.startsWith("58");
  }
}
