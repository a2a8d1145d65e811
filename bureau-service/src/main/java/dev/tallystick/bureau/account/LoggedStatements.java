package dev.tallystick.bureau.account;

import dev.tallystick.bureau.account.AccountStatementEntity.Kind;
import dev.tallystick.bureau.account.AccountStatementRepository.Issued;
import dev.tallystick.bureau.account.AccountStatementRepository.StatementKey;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.Body;
import dev.tallystick.events.type.InvoiceIssued;
import dev.tallystick.events.type.SettlementIssued;
import dev.tallystick.producer.FeedEntry;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Takes in the statements that the log has. They are the bureau's own, so that nothing is new, but
 * for a database that was restored from a copy of before: it must not issue them again.
 */
@Singleton
final class LoggedStatements {
  private final AccountStatementRepository statements;

  LoggedStatements(AccountStatementRepository statements) {
    this.statements = statements;
  }

  /** Notes an entry of the log, in the caller's transaction, if it is a statement of the bureau. */
  void note(BureauId bureau, FeedEntry entry) {
    Optional<Body> shown = entry.readBody();
    if (shown.isEmpty()) {
      return;
    }
    Body body = shown.get();
    String type = entry.stub().type();
    if (type.equals(InvoiceIssued.NAME)) {
      InvoiceIssued said = InvoiceIssued.read(body.data());
      note(
          bureau,
          said.from(),
          new StatementKey(Kind.INVOICE, said.to(), said.periodFrom(), said.total().currency()),
          issued(said.invoice().value(), body, entry));
    } else if (type.equals(SettlementIssued.NAME)) {
      SettlementIssued said = SettlementIssued.read(body.data());
      note(
          bureau,
          said.from(),
          new StatementKey(Kind.SETTLEMENT, said.to(), said.periodFrom(), said.total().currency()),
          issued(said.settlement().value(), body, entry));
    }
  }

  private void note(BureauId bureau, String from, StatementKey key, Issued issued) {
    if (from.equals(bureau.value())) {
      statements.note(bureau, key, issued);
    }
  }

  private static Issued issued(String id, Body body, FeedEntry entry) {
    return new Issued(id, body.data(), body.id().toString(), entry.index());
  }
}
