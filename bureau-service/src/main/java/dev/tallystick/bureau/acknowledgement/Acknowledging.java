package dev.tallystick.bureau.acknowledgement;

import dev.tallystick.bureau.acknowledgement.AcknowledgementQueue.Pending;
import dev.tallystick.bureau.directory.Parties;
import dev.tallystick.bureau.key.BureauKeys;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.upkeep.Chore;
import dev.tallystick.bureau.upkeep.Patience;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.Signer;
import dev.tallystick.party.Acknowledgement;
import dev.tallystick.party.Claims;
import dev.tallystick.party.SeenCheckpoint;
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
final class Acknowledging implements Chore {
  private static final Logger LOG = Logger.getLogger(Acknowledging.class);
  private static final String AUDIT_SERVICE = "audit-service";

  /** However long the log's witnesses are away, the release is acknowledged afterwards. */
  private static final String NOT_WITNESSED = "CHECKPOINT_NOT_WITNESSED";

  private static final Duration LIFE = Duration.ofSeconds(60);

  private final AcknowledgementQueue queue;
  private final PublicLog log;
  private final OtherServices services;
  private final Parties parties;
  private final BureauKeys keys;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Acknowledging(
      AcknowledgementQueue queue,
      PublicLog log,
      OtherServices services,
      Parties parties,
      BureauKeys keys,
      Clock clock) {
    this.queue = queue;
    this.log = log;
    this.services = services;
    this.parties = parties;
    this.keys = keys;
    this.clock = clock;
  }

  @Override
  public void run(BureauId bureau) {
    List<Pending> due = queue.due(bureau, clock.instant());
    if (due.isEmpty()) {
      return;
    }
    Optional<SeenCheckpoint> seen = log.checkpoint();
    Optional<Signer> signer = keys.signer(bureau, parties.keyIds(bureau.value()));
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
    JsonObject body = JsonObject.builder().put("acknowledgement", said.sign(signer)).build();
    try {
      services.get("audit").post("/v1/acknowledgements", body);
      queue.remove(bureau, pending.event());
    } catch (ServiceAwayException e) {
      postpone(bureau, pending);
    } catch (RemoteProblem e) {
      if (e.isTemporary()
          || e.code().equals(NOT_WITNESSED)
          || Patience.isLeft(pending.attempts())) {
        postpone(bureau, pending);
      } else {
        LOG.errorf("An acknowledgement is refused for good: %s", e.getMessage());
        queue.remove(bureau, pending.event());
      }
    }
  }

  private void postpone(BureauId bureau, Pending pending) {
    queue.postpone(bureau, pending.event(), Patience.nextTry(clock.instant(), pending.attempts()));
  }
}
