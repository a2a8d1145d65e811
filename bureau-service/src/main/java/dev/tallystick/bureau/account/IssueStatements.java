package dev.tallystick.bureau.account;

import dev.tallystick.bureau.account.AccountStatementEntity.Kind;
import dev.tallystick.bureau.account.AccountStatementRepository.State;
import dev.tallystick.bureau.account.AccountStatementRepository.StatementKey;
import dev.tallystick.bureau.account.LedgerRepository.Payer;
import dev.tallystick.bureau.background.BackgroundTask;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.type.InvoiceIssued;
import dev.tallystick.events.type.SettlementIssued;
import dev.tallystick.party.account.BilledMonth;
import dev.tallystick.problem.DomainProblem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Issues the invoices and settlements of each month that is over, once everything that the log has
 * recorded in it is in the ledger. A month that was missed is made up for. Summing takes minutes
 * where there are millions of entries, so it is done beside the other tasks, on a thread for each
 * bureau.
 */
@Singleton
final class IssueStatements implements BackgroundTask {
  private static final Logger LOG = Logger.getLogger(IssueStatements.class);

  private final ClosedMonths months;
  private final LedgerRepository ledger;
  private final DraftStatements drafts;
  private final PublishStatement publish;
  private final Set<BureauId> atWork = ConcurrentHashMap.newKeySet();

  IssueStatements(
      ClosedMonths months,
      LedgerRepository ledger,
      DraftStatements drafts,
      PublishStatement publish) {
    this.months = months;
    this.ledger = ledger;
    this.drafts = drafts;
    this.publish = publish;
  }

  @Override
  public void run(BureauId bureau) {
    if (months.mayBeDue(bureau) && atWork.add(bureau)) {
      Thread thread = new Thread(() -> work(bureau), "bureau-statements");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void work(BureauId bureau) {
    try {
      issueDue(bureau);
    } catch (DomainProblem e) {
      LOG.debugf("Statements of %s are issued later: %s", bureau, e.code());
    } catch (RuntimeException e) {
      LOG.warnf(e, "Statements of %s are issued later", bureau);
    } finally {
      atWork.remove(bureau);
    }
  }

  private void issueDue(BureauId bureau) {
    Optional<BilledMonth> month = months.due(bureau);
    while (month.isPresent() && issue(bureau, month.get())) {
      months.close(bureau, month.get());
      month = months.due(bureau);
    }
  }

  /** Whether all of the month is issued now. */
  private boolean issue(BureauId bureau, BilledMonth month) {
    boolean all = true;
    List<Payer> payers = ledger.payers(bureau, month);
    for (Payer payer : payers) {
      all &= issueInvoice(bureau, month, payer);
    }
    for (String currency : payers.stream().map(Payer::currency).distinct().toList()) {
      for (SettlementIssued settlement : drafts.settlements(bureau, month, currency)) {
        StatementKey key =
            new StatementKey(Kind.SETTLEMENT, settlement.to(), month.firstDay(), currency);
        all &= publish.issue(bureau, key, settlement.settlement().value(), settlement);
      }
    }
    if (all && !payers.isEmpty()) {
      LOG.infof("%s: %d invoices of %s are issued", bureau, payers.size(), month.month());
    }
    return all;
  }

  private boolean issueInvoice(BureauId bureau, BilledMonth month, Payer payer) {
    StatementKey key =
        new StatementKey(Kind.INVOICE, payer.lender(), month.firstDay(), payer.currency());
    State state = publish.state(bureau, key);
    if (state != State.NONE) {
      return state == State.ISSUED;
    }
    Optional<InvoiceIssued> draft = drafts.invoice(bureau, month, payer);
    return draft.isEmpty()
        || publish.issue(bureau, key, draft.get().invoice().value(), draft.get());
  }
}
