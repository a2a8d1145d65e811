package dev.tallystick.vault.statement;

import dev.tallystick.directory.DirectoryParty;
import dev.tallystick.directory.PartyDirectory;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.Claims;
import dev.tallystick.party.Expected;
import dev.tallystick.party.InvalidStatementException;
import dev.tallystick.party.Statement;
import dev.tallystick.party.StatementRefusal;
import dev.tallystick.vault.storage.Transactions;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;

/**
 * Verifies what parties have signed for this service, by the keys that they have registered. Safe
 * for threads.
 */
@Singleton
public final class Statements {
  /** The audience of everything that is said to this service. */
  private static final String US = "data-vault";

  /** The one service that presents statements of others: of the bureaus that it runs. */
  private static final String BUREAU_SERVICE = "bureau-service";

  private static final String BUREAU = "BUREAU";

  private final PartyDirectory parties;
  private final SeenStatements seen;
  private final Transactions transactions;
  private final Clock clock;

  Statements(PartyDirectory parties, SeenStatements seen, Transactions transactions, Clock clock) {
    this.parties = parties;
    this.seen = seen;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Reads and verifies one kind of statement: {@code ReleaseRequest::verify} and its like. */
  @FunctionalInterface
  public interface Kind<S extends Statement> {
    S verify(String jws, VerificationKeys keys, Expected expected) throws InvalidStatementException;
  }

  /**
   * The party whose statement a caller presents: its own, or, for bureau-service, that of a bureau.
   *
   * @param client the client of the caller's token
   * @param party the party of the caller's token
   * @throws StatementProblem if the caller may present none, or not this one
   */
  public DirectoryParty presenter(String client, Optional<String> party, String jws) {
    if (party.isPresent()) {
      return admitted(party.get());
    }
    if (!client.equals(BUREAU_SERVICE)) {
      throw new StatementProblem.NoParty();
    }
    try {
      DirectoryParty issuer = admitted(Statement.claimedIssuer(jws));
      if (!issuer.role().equals(BUREAU)) {
        throw new StatementProblem.PartyNotAdmitted();
      }
      return issuer;
    } catch (InvalidStatementException e) {
      throw new StatementProblem.Invalid(e);
    }
  }

  private DirectoryParty admitted(String id) {
    return parties.find(id).orElseThrow(StatementProblem.PartyNotAdmitted::new);
  }

  /**
   * The statement, if this party has signed it for us and now.
   *
   * @throws StatementProblem if not
   */
  public <S extends Statement> S verify(String jws, DirectoryParty issuer, Kind<S> kind) {
    try {
      return kind.verify(
          jws, issuer.keysAt(clock.instant()), new Expected(issuer.id(), US, clock.instant()));
    } catch (InvalidStatementException e) {
      throw new StatementProblem.Invalid(e);
    }
  }

  /**
   * Takes the statement, in the caller's transaction: what is rolled back was not taken.
   *
   * @throws StatementProblem if it was taken before
   */
  public void takeOnce(Connection connection, Claims claims) throws SQLException {
    if (!seen.note(connection, claims)) {
      throw new StatementProblem.Invalid(StatementRefusal.REQUEST_REPLAYED, "jti", "is new");
    }
  }

  /** Takes the statement in a transaction of its own. */
  public void takeOnce(Claims claims) {
    transactions.run(connection -> takeOnce(connection, claims));
  }

  /** Forgets statements that have ended. */
  public void forgetEnded() {
    transactions.run(connection -> seen.forget(connection, clock.instant()));
  }
}
