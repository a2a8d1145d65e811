package dev.tallystick.bureau.acknowledgement;

import dev.tallystick.bureau.acknowledgement.AcknowledgementRepository.Pending;
import dev.tallystick.bureau.background.BackgroundTask;
import dev.tallystick.bureau.background.RetryBackoff;
import dev.tallystick.bureau.key.RegisteredSigners;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.Signer;
import dev.tallystick.party.Acknowledgement;
import dev.tallystick.party.Claims;
import dev.tallystick.party.SeenCheckpoint;
import dev.tallystick.party.document.AcknowledgementEnvelope;
import dev.tallystick.producer.OtherServices;
import dev.tallystick.producer.RemoteProblem;
import dev.tallystick.producer.ServiceAwayException;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Signs what is due and tells audit-service; what does not arrive is told again, ever later. */
@Singleton
final class AcknowledgeReleases implements BackgroundTask {
  private static final Logger LOG = Logger.getLogger(AcknowledgeReleases.class);
  private static final String AUDIT_SERVICE = "audit-service";

  /** However long the log's witnesses are away, the release is acknowledged afterwards. */
  private static final String NOT_WITNESSED = "CHECKPOINT_NOT_WITNESSED";

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
    List<Pending> due = repository.due(bureau, clock.instant());
    if (due.isEmpty()) {
      return;
    }
    Optional<SeenCheckpoint> seen = log.checkpoint();
    Optional<Signer> signer = signers.find(bureau);
    if (seen.isEmpty() || signer.isEmpty()) {
      return;
    }
    for (Pending pending : due) {
      // Not public yet: the next round looks again, which is no failure.
      if (pending.index() < seen.get().size()) {
        tell(bureau, pending, seen.get(), signer.get());
      }
    }
  }

  private void tell(BureauId bureau, Pending pending, SeenCheckpoint seen, Signer signer) {
    Acknowledgement said =
        new Acknowledgement(
            Claims.of(bureau.value(), AUDIT_SERVICE, clock.instant(), LIFE, random),
            pending.event(),
            pending.index(),
            pending.entry(),
            pending.payloadDigest(),
            seen,
            pending.receivedAt().toEpochMilli());
    JsonObject body = new AcknowledgementEnvelope(said.sign(signer)).toJson();
    try {
      services.get("audit").post("/v1/acknowledgements", body);
      repository.remove(bureau, pending.event());
    } catch (ServiceAwayException e) {
      postpone(bureau, pending);
    } catch (RuntimeException e) {
      LOG.errorf(e, "The release %s is acknowledged later", pending.event());
      postpone(bureau, pending);
    } catch (RemoteProblem e) {
      if (e.isTemporary()
          || e.code().equals(NOT_WITNESSED)
          || RetryBackoff.isLeft(pending.attempts())) {
        postpone(bureau, pending);
      } else {
        LOG.errorf("An acknowledgement is refused for good: %s", e.getMessage());
        repository.remove(bureau, pending.event());
      }
    }
  }

  private void postpone(BureauId bureau, Pending pending) {
    repository.postpone(
        bureau, pending.event(), RetryBackoff.nextTry(clock.instant(), pending.attempts()));
  }
}
