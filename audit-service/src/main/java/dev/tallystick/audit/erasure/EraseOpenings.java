package dev.tallystick.audit.erasure;

import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.sealing.OpeningKeys;
import dev.tallystick.audit.storage.OpeningKeyId;
import dev.tallystick.events.EventClass;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.EnforcesRule;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The use case: bodies of exchange types whose term is over go for good, a whole day at a time.
 *
 * <p>The order is the promise: what will be erased is written down, then logged as {@code
 * opening.deleted}, and only then the bytes and their key go. A crash between any two steps leaves
 * something for the next run to finish and nothing that is missing without an entry. Two replicas
 * that run at once do the same things to the same row.
 *
 * <p>State types are not erased: something may rest on any of them.
 */
public final class EraseOpenings {
  /** How long bodies of exchange types are kept at the least (rule R51). */
  public static final Period SHORTEST_TERM = Period.ofYears(3);

  private static final Logger LOG = Logger.getLogger(EraseOpenings.class);

  /** Rows in one transaction. */
  private static final long STEP = 10_000;

  /** From here on a refusal is the log's own trouble, and every other day would meet it too. */
  private static final int SERVER_ERROR = 500;

  private final OpeningErasureRepository erasures;
  private final OpeningKeys keys;
  private final ErasureLog log;
  private final Clock clock;
  private final Period term;

  /**
   * Erases what the service itself has stored.
   *
   * @param term how long exchange bodies are kept, in whole days after the day of their intake
   * @throws IllegalStateException if it is shorter than {@link #SHORTEST_TERM}
   */
  public EraseOpenings(
      OpeningErasureRepository erasures,
      OpeningKeys keys,
      ErasureLog log,
      Clock clock,
      Period term) {
    requireTerm(term, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    this.erasures = erasures;
    this.keys = keys;
    this.log = log;
    this.clock = clock;
    this.term = term;
  }

  @EnforcesRule("R51")
  static void requireTerm(Period term, LocalDate today) {
    if (today.minus(term).isAfter(today.minus(SHORTEST_TERM))) {
      throw new IllegalStateException(
          "tallystick.audit.exchange-term is "
              + term
              + ", but bodies of releases and refusals are kept for 3 years at least (R51): set P3Y or more");
    }
  }

  /**
   * Erases every day whose term is over, oldest first; returns the days that are. One that fails
   * keeps no other back.
   *
   * @throws DomainProblem if the log cannot be written: then nothing more is erased
   */
  public List<LocalDate> run() {
    List<Integer> days = erasures.keptUpTo(lastDay());
    List<LocalDate> erased = new ArrayList<>();
    for (int day : days) {
      if (isErased(new OpeningKeyId(day, EventClass.EXCHANGE))) {
        erased.add(LocalDate.ofEpochDay(day));
      }
    }
    return erased;
  }

  /** The last day whose term is over: the day itself must be over before the term begins. */
  private int lastDay() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return (int) today.minus(term).minusDays(1).toEpochDay();
  }

  /** Whether the term of what was taken in on this day is over. */
  boolean isTermOver(OpeningKeyId key) {
    return key.day() <= lastDay();
  }

  private boolean isErased(OpeningKeyId key) {
    try {
      erase(key);
      return true;
    } catch (DomainProblem e) {
      if (e.status() >= SERVER_ERROR) {
        throw e;
      }
      LOG.errorf(
          "the bodies of %s are erased later: %s", LocalDate.ofEpochDay(key.day()), e.code());
    } catch (RuntimeException e) {
      LOG.errorf(e, "the bodies of %s are erased later", LocalDate.ofEpochDay(key.day()));
    }
    return false;
  }

  /**
   * Erases the bodies of one day; those that are erased already stay so.
   *
   * @throws DomainProblem if the log cannot be written: then nothing is erased
   */
  void erase(OpeningKeyId key) {
    Optional<OpeningErasure> begun = begin(key);
    if (begun.isEmpty()) {
      return;
    }
    OpeningErasure erasure = begun.get();
    logged(erasure);
    destroy(erasure);
    LOG.infof(
        "%d bodies of %s are erased",
        erasure.extent().bodies(), LocalDate.ofEpochDay(erasure.key().day()));
  }

  Optional<OpeningErasure> begin(OpeningKeyId key) {
    return erasures.begin(key, log.drawId());
  }

  void logged(OpeningErasure erasure) {
    if (erasure.isLogged()) {
      return;
    }
    try {
      log.append(erasure);
    } catch (AuditProblem e) {
      if (e.is(AuditProblemCode.EVENT_ID_OUT_OF_RANGE)) {
        // Written down days ago and never logged: recorded times do not go back, so it never will
        // be.
        erasures.replaceEvent(erasure.key(), log.drawId());
      }
      throw e;
    }
    erasures.markLogged(erasure.key(), log.opened(erasure.event()));
  }

  /** The bytes first: while the key is there, a run that was cut short finds its day again. */
  void destroy(OpeningErasure erasure) {
    for (long from = erasure.extent().firstIndex();
        from <= erasure.extent().lastIndex();
        from += STEP) {
      erasures.eraseBytes(
          erasure.key(), from, Math.min(erasure.extent().lastIndex() + 1, from + STEP));
    }
    erasures.destroyKey(erasure.key());
    keys.forget(erasure.key());
  }
}
