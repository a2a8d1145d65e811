package dev.tallystick.vault.release;

import dev.tallystick.directory.DirectoryParty;
import dev.tallystick.events.EventId;
import dev.tallystick.party.ReleaseRequest;
import dev.tallystick.party.StatementRefusal;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.PublicIds;
import dev.tallystick.vault.consent.Decisions;
import dev.tallystick.vault.consent.Ruling;
import dev.tallystick.vault.record.Holding;
import dev.tallystick.vault.record.RecordTable;
import dev.tallystick.vault.statement.StatementProblem;
import dev.tallystick.vault.statement.Statements;
import dev.tallystick.vault.storage.Transactions;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
final class Releases {
  /** How long the same bytes are to be had, and when a release counts as not delivered. */
  static final Duration SENDABLE = Duration.ofSeconds(60);

  /** How long there is for all sources, side by side; a crash keeps the key for as long. */
  private static final Duration LEASE = Duration.ofSeconds(20);

  private static final String BUREAU = "BUREAU";

  private final Statements statements;
  private final RequestTable requests;
  private final ReleaseJournal journal;
  private final SourceRelease source;
  private final Abreast abreast;
  private final ReleaseRecovery recovery;
  private final Decisions decisions;
  private final RecordTable records;
  private final PayloadMaker payloads;
  private final Transactions transactions;
  private final PublicIds ids;
  private final Clock clock;

  Releases(
      Statements statements,
      RequestTable requests,
      ReleaseJournal journal,
      SourceRelease source,
      Abreast abreast,
      ReleaseRecovery recovery,
      Decisions decisions,
      RecordTable records,
      PayloadMaker payloads,
      Transactions transactions,
      PublicIds ids,
      Clock clock) {
    this.statements = statements;
    this.requests = requests;
    this.journal = journal;
    this.source = source;
    this.abreast = abreast;
    this.recovery = recovery;
    this.decisions = decisions;
    this.records = records;
    this.payloads = payloads;
    this.transactions = transactions;
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
    String scope = asker.client() + " " + issuer.id();
    Hash digest = Hash.sha256(jws.getBytes(StandardCharsets.UTF_8));
    String fresh = ids.draw("req");
    Instant now = clock.instant();
    boolean added =
        transactions.call(
            connection ->
                requests.add(connection, fresh, scope, key, digest, now, now.plus(LEASE)));
    if (added) {
      return first(fresh, issuer, jws);
    }
    RequestTable.Row row = takeUp(scope, key, digest);
    try {
      return again(row, issuer, jws);
    } finally {
      release(row.id());
    }
  }

  private ReleaseAnswer first(String row, DirectoryParty issuer, String jws) {
    boolean kept = false;
    try {
      ReleaseRequest request = verify(jws, issuer);
      statements.takeOnce(request.claims());
      kept = true;
      return settle(new Wanted(row, request, jws), issuer, List.of());
    } finally {
      if (kept) {
        release(row);
      } else {
        transactions.run(connection -> requests.forget(connection, row));
      }
    }
  }

  private ReleaseAnswer again(RequestTable.Row row, DirectoryParty issuer, String jws) {
    boolean inTime = clock.instant().isBefore(row.createdAt().plus(SENDABLE));
    List<Release> done = settled(row.id());
    boolean gone = done.size() < journal.count(row.id());
    if (row.answered().isPresent()) {
      ReleaseAnswer answer = new ReleaseAnswer(done, row.answered().get());
      if (answer.refusal().isPresent()) {
        return answer;
      }
      if (!inTime || gone || done.stream().anyMatch(release -> !isSendable(release, issuer))) {
        throw new ReleaseProblem.Lapsed();
      }
      return answer;
    }
    if (!inTime || gone) {
      throw new ReleaseProblem.Lapsed();
    }
    return settle(new Wanted(row.id(), verify(jws, issuer), jws), issuer, done);
  }

  /** The releases of the request that the log has; those whose outcome was open are looked up. */
  private List<Release> settled(String request) {
    List<Release> settled = new ArrayList<>();
    for (Release release : journal.ofRequest(request)) {
      if (release.state() == ReleaseState.INTENT) {
        recovery
            .settle(Intent.of(release.event()))
            .ifPresent(event -> journal.find(event).ifPresent(settled::add));
      } else {
        settled.add(release);
      }
    }
    return settled;
  }

  private ReleaseAnswer settle(Wanted wanted, DirectoryParty issuer, List<Release> done) {
    boolean toBureau = issuer.role().equals(BUREAU) && wanted.request().to().equals(issuer.id());
    ReleaseAnswer answer = toBureau ? toBureau(wanted, done) : elsewhere(wanted);
    transactions.run(connection -> requests.answer(connection, wanted.row(), answer.omitted()));
    return answer;
  }

  private ReleaseAnswer toBureau(Wanted wanted, List<Release> done) {
    ReleaseRequest request = wanted.request();
    if (request.endPurpose().isEmpty()) {
      throw malformed("endPurpose");
    }
    Map<String, Release> bySource =
        done.stream().collect(Collectors.toMap(Release::from, Function.identity()));
    List<Holding> holdings =
        transactions.call(
            connection ->
                records.holdings(
                    connection,
                    request.subject(),
                    request.categories(),
                    request.from(),
                    payloads.today()));
    lease(wanted.row(), LEASE);
    List<SourceRelease.Outcome> outcomes =
        abreast.each(
            holdings,
            holding -> {
              Release earlier = bySource.get(holding.source());
              return earlier != null
                  ? SourceRelease.Outcome.of(earlier)
                  : source.release(wanted, holding);
            });
    List<Release> releases = outcomes.stream().flatMap(o -> o.release().stream()).toList();
    List<Omission> omitted = outcomes.stream().flatMap(o -> o.omission().stream()).toList();
    return new ReleaseAnswer(releases, omitted);
  }

  /** Any other edge: judged, logged when refused, and never carried out here. */
  private ReleaseAnswer elsewhere(Wanted wanted) {
    ReleaseRequest request = wanted.request();
    if (request.from().isEmpty()) {
      throw malformed("from");
    }
    List<Omission> omitted = new ArrayList<>();
    for (String from : request.from()) {
      Ruling ruling =
          decisions.decide(wanted.question(Wanted.ELSEWHERE, from, request.categories()));
      if (ruling instanceof Ruling.Denied denied) {
        omitted.add(new Omission(from, denied));
      } else {
        throw new ReleaseProblem.NotOffered();
      }
    }
    return new ReleaseAnswer(List.of(), omitted);
  }

  private RequestTable.Row takeUp(String scope, String key, Hash digest) {
    return transactions.call(
        connection -> {
          RequestTable.Row row =
              requests.lock(connection, scope, key).orElseThrow(ReleaseProblem.InProgress::new);
          if (!row.digest().equals(digest)) {
            throw new ReleaseProblem.KeyReused();
          }
          Instant now = clock.instant();
          if (row.leasedUntil().isAfter(now)) {
            throw new ReleaseProblem.InProgress();
          }
          requests.lease(connection, row.id(), now.plus(LEASE));
          return row;
        });
  }

  private void lease(String row, Duration time) {
    transactions.run(connection -> requests.lease(connection, row, clock.instant().plus(time)));
  }

  private void release(String row) {
    lease(row, Duration.ZERO);
  }

  private ReleaseRequest verify(String jws, DirectoryParty issuer) {
    return statements.verify(jws, issuer, ReleaseRequest::verify);
  }

  /** In time, and to a key that the recipient has not given up since. */
  private boolean isSendable(Release release, DirectoryParty recipient) {
    boolean open = release.state() == ReleaseState.LOGGED || release.state() == ReleaseState.SENT;
    return open
        && recipient.opensWith(release.event().data().getString("recipientKey"), clock.instant())
        && release.loggedAt().map(at -> clock.instant().isBefore(at.plus(SENDABLE))).orElse(false);
  }

  private static StatementProblem malformed(String field) {
    return new StatementProblem.Invalid(StatementRefusal.REQUEST_MALFORMED, field, "must be there");
  }

  /** What is left to do for the caller of {@link #answer} when the payload goes out. */
  void sending(List<EventId> events) {
    journal.attempt(events);
  }

  /** The payload was written. */
  void sent(List<EventId> events) {
    journal.sent(events);
  }
}
