package dev.tallystick.vault.release;

import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.statement.SignedRequests;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Takes a request in with what is done for it first: its key and its statement are used up by the
 * same commit, or by none.
 */
@Singleton
final class RequestIntake {
  private final ReleaseRequestRepository requests;
  private final SignedRequests statements;

  RequestIntake(ReleaseRequestRepository requests, SignedRequests statements) {
    this.requests = requests;
    this.statements = statements;
  }

  /**
   * Gives the request its row, leased, in the caller's transaction; one that has its row is leased
   * on.
   *
   * @throws dev.tallystick.problem.DomainProblem if the key, or the statement, was used meanwhile
   */
  void take(VerifiedReleaseRequest wanted) {
    Optional<ReleaseRequestRepository.Key> unstored = wanted.unstored();
    if (unstored.isEmpty()) {
      requests.lease(wanted.row());
      return;
    }
    if (!requests.add(wanted.row(), unstored.get())) {
      throw VaultProblemCode.IDEMPOTENCY_KEY_IN_USE.problem();
    }
    statements.takeOnce(wanted.request().claims());
  }
}
