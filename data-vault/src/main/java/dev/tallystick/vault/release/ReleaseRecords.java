package dev.tallystick.vault.release;

import dev.tallystick.directory.DirectoryParty;
import dev.tallystick.events.EventId;
import dev.tallystick.party.ReleaseRequest;
import dev.tallystick.party.StatementRefusal;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.PublicIds;
import dev.tallystick.vault.consent.RecordDecisions;
import dev.tallystick.vault.consent.Ruling;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.record.ReleasableRecords;
import dev.tallystick.vault.record.SourceHolding;
import dev.tallystick.vault.statement.SignedRequests;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

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

  /** How long there is for all sources, side by side; a crash keeps the key for as long. */
  private static final Duration LEASE = Duration.ofSeconds(20);

  private static final String BUREAU = "BUREAU";

  private final SignedRequests statements;
  private final ReleaseRequestRepository requests;
  private final ReleaseSteps steps;
  private final SourceRelease source;
  private final ParallelTasks abreast;
  private final ReleaseRecovery recovery;
  private final RecordDecisions decisions;
  private final ReleasableRecords records;
  private final AssemblePayload payloads;
  private final PublicIds ids;
  private final Clock clock;

  ReleaseRecords(
      SignedRequests statements,
      ReleaseRequestRepository requests,
      ReleaseSteps steps,
      SourceRelease source,
      ParallelTasks abreast,
      ReleaseRecovery recovery,
      RecordDecisions decisions,
      ReleasableRecords records,
      AssemblePayload payloads,
      PublicIds ids,
      Clock clock) {
    this.statements = statements;
    this.requests = requests;
    this.steps = steps;
    this.source = source;
    this.abreast = abreast;
    this.recovery = recovery;
    this.decisions = decisions;
    this.records = records;
    this.payloads = payloads;
    this.ids = ids;
    this.clock = clock;
  }

  /** Who asks, as the token says. */
  record Asker(String client, Optional<String> party) {}

  /**
   * Answers a request; every release in the answer is logged.
   *
   * @throws dev.tallystick.problem.DomainProblem if it is not answered; then no payload leaves
   */
  ReleaseAnswer answer(Asker asker, String key, String jws) {
    DirectoryParty issuer = statements.presenter(asker.client(), asker.party(), jws);
    var idempotencyKey =
        new ReleaseRequestRepository.Key(
            asker.client() + " " + issuer.id(),
            key,
            Hash.sha256(jws.getBytes(StandardCharsets.UTF_8)));
    String fresh = ids.draw("req");
    Instant now = clock.instant();
    if (requests.add(fresh, idempotencyKey, now, now.plus(LEASE))) {
      return first(fresh, issuer, jws);
    }
    ReleaseRequestRepository.Earlier earlier =
        QuarkusTransaction.requiringNew().call(() -> takeUp(idempotencyKey));
    try {
      return again(earlier, issuer, jws);
    } finally {
      releaseLease(earlier.id());
    }
  }

  private ReleaseAnswer first(String row, DirectoryParty issuer, String jws) {
    boolean kept = false;
    try {
      ReleaseRequest request = verify(jws, issuer);
      statements.takeOnce(request.claims());
      kept = true;
      return settle(new VerifiedReleaseRequest(row, request, jws), issuer, List.of());
    } finally {
      if (kept) {
        releaseLease(row);
      } else {
        requests.forget(row);
      }
    }
  }

  private ReleaseAnswer again(
      ReleaseRequestRepository.Earlier row, DirectoryParty issuer, String jws) {
    boolean inTime = clock.instant().isBefore(row.createdAt().plus(SENDABLE));
    List<SealedRelease> done = settled(row.id());
    boolean gone = done.size() < steps.count(row.id());
    if (row.answered().isPresent()) {
      ReleaseAnswer answer = new ReleaseAnswer(done, row.answered().get());
      if (answer.refusal().isPresent()) {
        return answer;
      }
      if (!inTime || gone || done.stream().anyMatch(release -> !isSendable(release, issuer))) {
        throw new VaultProblem(VaultProblemCode.RELEASE_LAPSED);
      }
      return answer;
    }
    if (!inTime || gone) {
      throw new VaultProblem(VaultProblemCode.RELEASE_LAPSED);
    }
    return settle(new VerifiedReleaseRequest(row.id(), verify(jws, issuer), jws), issuer, done);
  }

  /** The releases of the request that the log has; those whose outcome was open are looked up. */
  private List<SealedRelease> settled(String request) {
    List<SealedRelease> settled = new ArrayList<>();
    for (SealedRelease release : steps.ofRequest(request)) {
      if (release.state() == ReleaseState.INTENT) {
        recovery
            .settle(Intent.of(release.event()))
            .ifPresent(event -> steps.find(event).ifPresent(settled::add));
      } else {
        settled.add(release);
      }
    }
    return settled;
  }

  private ReleaseAnswer settle(
      VerifiedReleaseRequest wanted, DirectoryParty issuer, List<SealedRelease> done) {
    boolean toBureau = issuer.role().equals(BUREAU) && wanted.request().to().equals(issuer.id());
    ReleaseAnswer answer = toBureau ? toBureau(wanted, done) : elsewhere(wanted);
    requests.answer(wanted.row(), answer.omitted());
    return answer;
  }

  private ReleaseAnswer toBureau(VerifiedReleaseRequest wanted, List<SealedRelease> done) {
    ReleaseRequest request = wanted.request();
    if (request.endPurpose().isEmpty()) {
      throw malformed("endPurpose");
    }
    Map<String, SealedRelease> bySource =
        done.stream().collect(Collectors.toMap(SealedRelease::from, Function.identity()));
    LocalDate today = payloads.today();
    List<SourceHolding> holdings =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    records.holdings(
                        request.subject(), request.categories(), request.from(), today));
    lease(wanted.row(), LEASE);
    List<SourceRelease.Outcome> outcomes =
        abreast.each(
            holdings,
            holding -> {
              SealedRelease earlier = bySource.get(holding.source());
              return earlier != null
                  ? SourceRelease.Outcome.of(earlier)
                  : source.release(wanted, holding);
            });
    List<SealedRelease> releases = outcomes.stream().flatMap(o -> o.release().stream()).toList();
    List<OmittedSource> omitted = outcomes.stream().flatMap(o -> o.omission().stream()).toList();
    return new ReleaseAnswer(releases, omitted);
  }

  /** Any other edge: judged, logged when refused, and never carried out here. */
  private ReleaseAnswer elsewhere(VerifiedReleaseRequest wanted) {
    ReleaseRequest request = wanted.request();
    if (request.from().isEmpty()) {
      throw malformed("from");
    }
    List<OmittedSource> omitted = new ArrayList<>();
    for (String from : request.from()) {
      Ruling ruling =
          decisions.decide(
              wanted.question(VerifiedReleaseRequest.OTHER_EDGE, from, request.categories()));
      if (ruling instanceof Ruling.Denied denied) {
        omitted.add(new OmittedSource(from, denied));
      } else {
        throw new VaultProblem(VaultProblemCode.RELEASE_NOT_OFFERED);
      }
    }
    return new ReleaseAnswer(List.of(), omitted);
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
    row.lease(now.plus(LEASE));
    return earlier;
  }

  private void lease(String row, Duration time) {
    requests.lease(row, clock.instant().plus(time));
  }

  private void releaseLease(String row) {
    lease(row, Duration.ZERO);
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

  private static VaultProblem malformed(String field) {
    return VaultProblem.ofStatement(StatementRefusal.REQUEST_MALFORMED, field, "must be there");
  }

  /** What is left to do for the caller of {@link #answer} when the payload goes out. */
  void sending(List<EventId> events) {
    steps.attempt(events);
  }

  /** The payload was written. */
  void sent(List<EventId> events) {
    steps.sent(events);
  }
}
