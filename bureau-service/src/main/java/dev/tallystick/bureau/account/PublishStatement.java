package dev.tallystick.bureau.account;

import dev.tallystick.bureau.account.AccountStatementRepository.State;
import dev.tallystick.bureau.account.AccountStatementRepository.StatementKey;
import dev.tallystick.bureau.entry.BureauLogClient;
import dev.tallystick.bureau.entry.PublicationLookUp;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.EventId;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.type.EventData;
import dev.tallystick.producer.EventFactory;
import jakarta.inject.Singleton;

/** Brings a statement into the log, once: it is stored before, and issued by its entry. */
@Singleton
final class PublishStatement {
  private final AccountStatementRepository statements;
  private final BureauLogClient log;
  private final PublicationLookUp outcomes;
  private final EventFactory events;

  PublishStatement(
      AccountStatementRepository statements,
      BureauLogClient log,
      PublicationLookUp outcomes,
      EventFactory events) {
    this.statements = statements;
    this.log = log;
    this.outcomes = outcomes;
    this.events = events;
  }

  /**
   * Issues a statement unless it is issued.
   *
   * @return whether it is issued now; if not, what became of an earlier try is not known yet
   * @throws dev.tallystick.bureau.problem.BureauProblem if the log cannot take it now
   */
  boolean issue(BureauId bureau, StatementKey key, String id, EventData data) {
    EventId event = events.drawId();
    if (!statements.add(bureau, key, id, event, data.toJson())) {
      return state(bureau, key) == State.ISSUED;
    }
    LoggedReceipt unused = log.publish(log.make(event, data));
    return true;
  }

  /**
   * How far a statement is. The log is asked about one that is pending: after a crash nobody else
   * may. One that the log does not have, and cannot get any more, is dropped, to be made anew.
   */
  State state(BureauId bureau, StatementKey key) {
    statements.pending(bureau, key).ifPresent(event -> outcomes.settle(bureau, event, statements));
    return statements.state(bureau, key);
  }
}
