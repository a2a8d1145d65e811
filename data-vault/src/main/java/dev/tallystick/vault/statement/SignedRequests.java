package dev.tallystick.vault.statement;

import dev.tallystick.directory.DirectoryParty;
import dev.tallystick.directory.PartyDirectory;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.Claims;
import dev.tallystick.party.Expected;
import dev.tallystick.party.InvalidStatementException;
import dev.tallystick.party.SellerStatement;
import dev.tallystick.party.Statement;
import dev.tallystick.party.StatementRefusal;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/**
 * Verifies what parties have signed for this service, by the keys that they have registered. Safe
 * for threads.
 */
@Singleton
public final class SignedRequests {
  /** The audience of everything that is said to this service. */
  private static final String US = "data-vault";

  /** The one service that presents statements of others: of the bureaus that it runs. */
  private static final String BUREAU_SERVICE = "bureau-service";

  private static final String BUREAU = "BUREAU";

  private final PartyDirectory parties;
  private final TakenStatementRepository taken;
  private final Clock clock;

  SignedRequests(PartyDirectory parties, TakenStatementRepository taken, Clock clock) {
    this.parties = parties;
    this.taken = taken;
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
   * @throws VaultProblem if the caller may present none, or not this one
   */
  public DirectoryParty presenter(String client, Optional<String> party, String jws) {
    if (party.isPresent()) {
      return admitted(party.get());
    }
    if (!client.equals(BUREAU_SERVICE)) {
      throw new VaultProblem(VaultProblemCode.PARTY_MISSING);
    }
    try {
      DirectoryParty issuer = admitted(Statement.claimedIssuer(jws));
      if (!issuer.role().equals(BUREAU)) {
        throw new VaultProblem(VaultProblemCode.PARTY_NOT_ADMITTED);
      }
      return issuer;
    } catch (InvalidStatementException e) {
      throw VaultProblem.ofStatement(e);
    }
  }

  /**
   * A party that may speak for itself here.
   *
   * @throws VaultProblem if it is none
   */
  public DirectoryParty admitted(String id) {
    return parties.find(id).orElseThrow(VaultProblemCode.PARTY_NOT_ADMITTED::problem);
  }

  /**
   * The statement, if this party has signed it for us and now.
   *
   * @throws VaultProblem if not
   */
  public <S extends Statement> S verify(String jws, DirectoryParty issuer, Kind<S> kind) {
    try {
      return kind.verify(
          jws, issuer.keysAt(clock.instant()), new Expected(issuer.id(), US, clock.instant()));
    } catch (InvalidStatementException e) {
      throw VaultProblem.ofStatement(e);
    }
  }

  /**
   * The seller's half of a release, if this party has signed it for that recipient.
   *
   * @throws VaultProblem if not
   */
  public SellerStatement verifyHalf(String jws, DirectoryParty seller, String recipient) {
    try {
      return SellerStatement.verify(
          jws,
          seller.keysAt(clock.instant()),
          new Expected(seller.id(), recipient, clock.instant()));
    } catch (InvalidStatementException e) {
      throw VaultProblem.ofStatement(e.refusal(), "sellerSignature", e.rule());
    }
  }

  /**
   * Takes the statement, in the caller's transaction if there is one: what is rolled back was not
   * taken.
   *
   * @throws VaultProblem if it was taken before, or has ended so long ago, while its request was
   *     worked on, that this is not known
   */
  @Transactional
  public void takeOnce(Claims claims) {
    if (taken.isTooLate(claims, clock.instant())) {
      throw VaultProblem.ofStatement(StatementRefusal.REQUEST_EXPIRED, "exp", "is not in the past");
    }
    if (!taken.add(claims)) {
      throw VaultProblem.ofStatement(StatementRefusal.REQUEST_REPLAYED, "jti", "is new");
    }
  }

  /** Forgets statements that have ended. */
  @Transactional
  public void forgetEnded() {
    taken.forgetEnded(clock.instant());
  }
}
