package dev.tallystick.vault.release;

import dev.tallystick.directory.DirectoryParty;
import dev.tallystick.party.ReleaseRequest;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.statement.SignedRequests;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers requests for records.
 *
 * <p>A request is remembered under its key. The same again within 60 seconds gets the same bytes,
 * or goes on where the first one stopped; a source that is logged is never released a second time.
 */
@Singleton
final class ReleaseRecords {
  /** How long the same bytes are to be had, and when a release counts as not delivered. */
  static final Duration SENDABLE = Duration.ofSeconds(60);

  private final SignedRequests statements;
  private final ReleaseRequestRepository requests;
  private final ReleaseRecovery recovery;
  private final Clock clock;
  private final SettleRequest settlement;

  /** The keys of requests that this process works on; those that are stored are leased, too. */
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  ReleaseRecords(
      SignedRequests statements,
      ReleaseRequestRepository requests,
      ReleaseRecovery recovery,
      Clock clock,
      SettleRequest settlement) {
    this.statements = statements;
    this.requests = requests;
    this.recovery = recovery;
    this.clock = clock;
    this.settlement = settlement;
  }

  /** Who asks, as the token says. */
  record Asker(String client, Optional<String> party) {}

  /**
   * Answers a request; every release in the answer is logged, and counts as about to be written.
   *
   * @throws dev.tallystick.problem.DomainProblem if it is not answered; then no payload leaves
   */
  ReleaseAnswer answer(Asker asker, String key, String jws) {
    DirectoryParty issuer = statements.presenter(asker.client(), asker.party(), jws);
    String scope = asker.client() + " " + issuer.id();
    if (!underWay.add(scope + " " + key)) {
      throw new VaultProblem(VaultProblemCode.IDEMPOTENCY_KEY_IN_USE);
    }
    try {
      return answer(
          new ReleaseRequestRepository.Key(
              scope, key, Hash.sha256(jws.getBytes(StandardCharsets.UTF_8))),
          issuer,
          jws);
    } finally {
      underWay.remove(scope + " " + key);
    }
  }

  private ReleaseAnswer answer(
      ReleaseRequestRepository.Key key, DirectoryParty issuer, String jws) {
    ReleaseRequest request;
    try {
      request = verify(jws, issuer);
    } catch (VaultProblem refusal) {
      // The answer is still to be had, though the statement may have ended.
      if (requests.isKnown(key)) {
        return again(key, issuer, jws);
      }
      throw refusal;
    }
    RequestedSources.Found found = settlement.find(key, request, issuer);
    return found.known()
        ? again(key, issuer, jws)
        : settlement.settle(
            new VerifiedReleaseRequest(requests.drawId(), Optional.of(key), request, jws),
            issuer,
            found.holdings());
  }

  private ReleaseAnswer again(ReleaseRequestRepository.Key key, DirectoryParty issuer, String jws) {
    ReleaseRequestRepository.Earlier earlier =
        QuarkusTransaction.requiringNew().call(() -> takeUp(key));
    try {
      return again(earlier, issuer, jws);
    } finally {
      requests.releaseLease(earlier.id());
    }
  }

  private ReleaseAnswer again(
      ReleaseRequestRepository.Earlier row, DirectoryParty issuer, String jws) {
    boolean inTime = clock.instant().isBefore(row.createdAt().plus(SENDABLE));
    ReleaseRecovery.Settled settled = recovery.settled(row.id());
    List<SealedRelease> done = settled.releases();
    boolean gone = !settled.complete();
    if (row.answered().isPresent()) {
      ReleaseAnswer answer = new ReleaseAnswer(done, row.answered().get());
      if (answer.refusal().isPresent()) {
        return answer;
      }
      if (!inTime || gone || done.stream().anyMatch(release -> !isSendable(release, issuer))) {
        throw new VaultProblem(VaultProblemCode.RELEASE_LAPSED);
      }
      settlement.attemptAgain(answer);
      return answer;
    }
    if (!inTime || gone) {
      throw new VaultProblem(VaultProblemCode.RELEASE_LAPSED);
    }
    return settlement.goOn(
        new VerifiedReleaseRequest(row.id(), Optional.empty(), verify(jws, issuer), jws),
        issuer,
        done);
  }

  private ReleaseRequestRepository.Earlier takeUp(ReleaseRequestRepository.Key key) {
    ReleaseRequestEntity row =
        requests.lock(key).orElseThrow(VaultProblemCode.IDEMPOTENCY_KEY_IN_USE::problem);
    ReleaseRequestRepository.Earlier earlier = row.toEarlier();
    if (!earlier.digest().equals(key.digest())) {
      throw new VaultProblem(VaultProblemCode.IDEMPOTENCY_KEY_REUSED);
    }
    Instant now = clock.instant();
    if (earlier.leasedUntil().isAfter(now)) {
      throw new VaultProblem(VaultProblemCode.IDEMPOTENCY_KEY_IN_USE);
    }
    row.lease(now.plus(ReleaseRequestRepository.LEASE));
    return earlier;
  }

  private ReleaseRequest verify(String jws, DirectoryParty issuer) {
    return statements.verify(jws, issuer, ReleaseRequest::verify);
  }

  /** In time, and to a key that the recipient has not given up since. */
  private boolean isSendable(SealedRelease release, DirectoryParty recipient) {
    boolean open = release.state() == ReleaseState.LOGGED || release.state() == ReleaseState.SENT;
    return open
        && recipient.opensWith(release.data().recipientKey(), clock.instant())
        && release.loggedAt().map(at -> clock.instant().isBefore(at.plus(SENDABLE))).orElse(false);
  }
}
