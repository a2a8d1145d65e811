package dev.tallystick.bureau.acknowledgement;

import static dev.tallystick.bureau.acknowledgement.AcknowledgementRepository.PAGE_SIZE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.bureau.acknowledgement.AcknowledgementRepository.Pending;
import dev.tallystick.bureau.background.BackgroundTask;
import dev.tallystick.bureau.background.RetryBackoff;
import dev.tallystick.bureau.key.RegisteredSigners;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.keys.Signer;
import dev.tallystick.party.Acknowledgement;
import dev.tallystick.party.Claims;
import dev.tallystick.party.SeenCheckpoint;
import dev.tallystick.party.document.AcknowledgementEnvelope;
import dev.tallystick.producer.OtherServices;
import dev.tallystick.producer.RemoteProblem;
import dev.tallystick.producer.ServiceAwayException;
import dev.tallystick.producer.document.ToldProblem;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Signs what is due and tells audit-service; what does not arrive is told again, ever later. */
@Singleton
final class AcknowledgeReleases implements BackgroundTask {
  private static final Logger LOG = Logger.getLogger(AcknowledgeReleases.class);
  private static final String AUDIT_SERVICE = "audit-service";

  /** However long the log's witnesses are away, the release is acknowledged afterwards. */
  private static final String NOT_WITNESSED = "CHECKPOINT_NOT_WITNESSED";

  private static final String NDJSON = "application/x-ndjson";

  /** So that a backlog goes as fast as it comes, and the other tasks get their turn. */
  private static final int CALLS_IN_A_ROUND = 20;

  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  private static final Duration LIFE = Duration.ofSeconds(60);

  private final AcknowledgementRepository repository;
  private final PublicLog log;
  private final OtherServices services;
  private final RegisteredSigners signers;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  AcknowledgeReleases(
      AcknowledgementRepository repository,
      PublicLog log,
      OtherServices services,
      RegisteredSigners signers,
      Clock clock) {
    this.repository = repository;
    this.log = log;
    this.services = services;
    this.signers = signers;
    this.clock = clock;
  }

  @Override
  public void run(BureauId bureau) {
    for (int calls = 0; calls < CALLS_IN_A_ROUND; calls++) {
      List<Pending> due = repository.due(bureau, clock.instant());
      if (due.isEmpty() || !tell(bureau, due) || due.size() < PAGE_SIZE) {
        return;
      }
    }
  }

  /** Returns whether it is worth to go on at once: all of these are told. */
  private boolean tell(BureauId bureau, List<Pending> due) {
    Optional<SeenCheckpoint> seen = log.checkpoint();
    Optional<Signer> signer = signers.find(bureau);
    if (seen.isEmpty() || signer.isEmpty()) {
      return false;
    }
    // What is not public yet is no failure: the next round looks again.
    List<Pending> covered = due.stream().filter(one -> one.index() < seen.get().size()).toList();
    return !covered.isEmpty()
        && tell(bureau, covered, seen.get(), signer.get())
        && covered.size() == due.size();
  }

  /** Returns whether all of these are done with. */
  private boolean tell(BureauId bureau, List<Pending> due, SeenCheckpoint seen, Signer signer) {
    StringBuilder lines = new StringBuilder();
    for (Pending pending : due) {
      lines.append(CanonicalJson.text(statement(bureau, pending, seen, signer))).append('\n');
    }
    try {
      List<JsonObject> outcomes = send(lines.toString());
      if (outcomes.size() != due.size()) {
        throw new IllegalStateException("not every acknowledgement is answered");
      }
      List<Pending> done = new ArrayList<>();
      for (int i = 0; i < due.size(); i++) {
        if (isSettled(due.get(i), new ToldProblem.Partial(outcomes.get(i)))) {
          done.add(due.get(i));
        } else {
          postpone(bureau, due.get(i));
        }
      }
      if (!done.isEmpty()) {
        repository.remove(bureau, done);
      }
      return done.size() == due.size();
    } catch (ServiceAwayException | RemoteProblem e) {
      LOG.debugf("Acknowledgements are told later: %s", e.getMessage());
      due.forEach(pending -> postpone(bureau, pending));
      return false;
    } catch (RuntimeException e) {
      LOG.errorf(e, "%d releases are acknowledged later", due.size());
      due.forEach(pending -> postpone(bureau, pending));
      return false;
    }
  }

  private JsonObject statement(
      BureauId bureau, Pending pending, SeenCheckpoint seen, Signer signer) {
    Acknowledgement said =
        new Acknowledgement(
            Claims.of(bureau.value(), AUDIT_SERVICE, clock.instant(), LIFE, random),
            pending.event(),
            pending.index(),
            pending.entry(),
            pending.payloadDigest(),
            seen,
            pending.receivedAt().toEpochMilli());
    return new AcknowledgementEnvelope(said.sign(signer)).toJson();
  }

  private List<JsonObject> send(String lines) throws RemoteProblem, ServiceAwayException {
    String answer =
        services
            .get("audit")
            .post("/v1/acknowledgements", Map.of("Content-Type", NDJSON, "Accept", NDJSON), lines)
            .text();
    List<JsonObject> outcomes = new ArrayList<>();
    for (String line : answer.lines().toList()) {
      outcomes.add(parse(line));
    }
    return outcomes;
  }

  private static JsonObject parse(String line) {
    try {
      return (JsonObject) CanonicalJson.parseMessage(line.getBytes(UTF_8));
    } catch (MalformedJsonException | ClassCastException e) {
      throw new IllegalStateException("an acknowledgement is answered by no JSON", e);
    }
  }

  /** Whether there is nothing more to do: it is logged, or refused for good. */
  private static boolean isSettled(Pending pending, ToldProblem.Partial told) {
    Optional<String> code = told.code();
    if (code.isEmpty()) {
      return true;
    }
    long status = told.status().orElse(SERVER_ERROR);
    if (status >= SERVER_ERROR
        || status == TOO_MANY
        || code.get().equals(NOT_WITNESSED)
        || RetryBackoff.isLeft(pending.attempts())) {
      return false;
    }
    LOG.errorf("An acknowledgement is refused for good: %s", code.get());
    return true;
  }

  private void postpone(BureauId bureau, Pending pending) {
    repository.postpone(
        bureau, pending.event(), RetryBackoff.nextTry(clock.instant(), pending.attempts()));
  }
}
