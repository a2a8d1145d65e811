package dev.tallystick.bureau.volume;

import dev.tallystick.bureau.document.ToldQuerySuspension;
import dev.tallystick.bureau.entry.BureauLogClient;
import dev.tallystick.bureau.entry.PublicationLookUp;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.volume.QuerySuspensionRepository.Standing;
import dev.tallystick.events.EventId;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.type.ServiceSuspended;
import dev.tallystick.quota.Quota;
import dev.tallystick.quota.QuotaHolder;
import dev.tallystick.quota.Quotas;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Suspends a lender that goes on asking after it was refused for asking too often: from the entry
 * on, decisions refuse it whatever bureau it asks, until a time or until the regulator restores it.
 * Blocks; not in a transaction.
 */
@Singleton
final class SuspendLender {
  private static final Logger LOG = Logger.getLogger(SuspendLender.class);

  private final Quotas quotas;
  private final QuerySuspensionRepository rows;
  private final BureauLogClient log;
  private final PublicationLookUp outcomes;
  private final Clock clock;

  SuspendLender(
      Quotas quotas,
      QuerySuspensionRepository rows,
      BureauLogClient log,
      PublicationLookUp outcomes,
      Clock clock) {
    this.quotas = quotas;
    this.rows = rows;
    this.log = log;
    this.outcomes = outcomes;
    this.clock = clock;
  }

  /**
   * Notes one refusal, and suspends if it is more than are borne of a day. If that cannot be logged
   * now, the next refusal tries again.
   */
  void note(BureauId bureau, String lender, ToldQuerySuspension terms) {
    Quota borne =
        Quota.perDay("refused-queries/" + bureau.value(), Math.toIntExact(terms.refusals()));
    if (quotas.take(borne, QuotaHolder.party(lender), 1).isPresent()) {
      suspend(bureau, lender, terms);
    }
  }

  /** Whether this service has suspended the lender, and that is not over by itself. */
  boolean stands(BureauId bureau, String lender) {
    return rows.standing(bureau, lender)
        .filter(standing -> standing.isLogged() && standing.until().isAfter(clock.instant()))
        .isPresent();
  }

  private void suspend(BureauId bureau, String lender, ToldQuerySuspension terms) {
    Instant now = clock.instant();
    Optional<Standing> standing = rows.standing(bureau, lender);
    if (standing.isPresent() && !standing.get().isLogged()) {
      outcomes.settle(bureau, standing.get().event(), rows);
      return;
    }
    EventId event = log.drawId();
    Instant until = now.plusSeconds(terms.lastsSeconds());
    if (rows.begin(bureau, lender, new Standing(event, until, false), now)) {
      publish(bureau, lender, event, until, terms.refusals());
    }
  }

  private void publish(
      BureauId bureau, String lender, EventId event, Instant until, long refusals) {
    ServiceSuspended data =
        ServiceSuspended.builder()
            .party(lender)
            .scope(ServiceSuspended.Scope.QUERY)
            .ground(
                "Refused more than %d times within a day for asking too often (R53)."
                    .formatted(refusals))
            .by(bureau.value())
            .until(until)
            .build();
    try {
      LoggedReceipt unused = log.publish(log.make(event, data));
      LOG.warnf("%s gets no more reports for now: it went on asking too often", lender);
    } catch (BureauProblem e) {
      LOG.warnf("The suspension of %s is not logged yet: %s", lender, e.code());
    }
  }
}
