package dev.tallystick.bureau.selfreport;

import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.source.Sourced;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.Money;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * One self report from the question to the answer. Of several at once each gets a number of its
 * own: the log takes each number once, and who comes second is counted, and priced, anew. Blocks.
 */
@Singleton
final class IssueSelfReport {
  private static final int MOST_TRIES = 20;
  private static final long PAUSE_NANOS = 100_000_000;

  private final CountSelfReports counting;
  private final GatherOwnData gathering;
  private final DraftSelfReport drafting;
  private final LogSelfReport log;
  private final DropOwnData dropping;

  IssueSelfReport(
      CountSelfReports counting,
      GatherOwnData gathering,
      DraftSelfReport drafting,
      LogSelfReport log,
      DropOwnData dropping) {
    this.counting = counting;
    this.gathering = gathering;
    this.drafting = drafting;
    this.log = log;
    this.dropping = dropping;
  }

  /**
   * Issues a report, once for each key of a person.
   *
   * @throws dev.tallystick.problem.DomainProblem if it is refused
   */
  JsonObject issue(SelfReportAsk ask) {
    counting.requireHere(ask.bureau());
    Optional<JsonObject> before = log.again(ask);
    if (before.isPresent()) {
      return before.get();
    }
    CountSelfReports.Count terms = counting.begin(ask);
    Sourced sourced = gathering.gather(ask);
    try {
      return issue(ask, terms, sourced);
    } catch (LogSelfReport.UnknownOutcomeException e) {
      // The row stays as it is; what became of the entry is found out in the background.
      throw new BureauProblem(BureauProblemCode.AUDIT_UNAVAILABLE);
    } catch (RuntimeException | Error e) {
      dropping.drop(ask, sourced);
      throw e;
    }
  }

  private JsonObject issue(SelfReportAsk ask, CountSelfReports.Count count, Sourced sourced) {
    for (int tries = 1; tries <= MOST_TRIES; tries++) {
      DraftSelfReport.Place place = count.next(ask);
      Money fee = count.price(ask, place);
      Optional<JsonObject> answer = log.append(drafting.draft(ask, place, fee, sourced));
      if (answer.isPresent()) {
        return answer.get();
      }
      // The other one is in the log; here it is counted a moment later.
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    throw new BureauProblem(BureauProblemCode.GUARD_MOVED);
  }
}
