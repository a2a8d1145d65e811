package dev.tallystick.bureau.stop;

import dev.tallystick.bureau.directory.Parties;
import dev.tallystick.bureau.key.BureauKeys;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.upkeep.Chore;
import dev.tallystick.bureau.upkeep.Patience;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.Signer;
import dev.tallystick.party.Claims;
import dev.tallystick.party.StopAnswer;
import dev.tallystick.producer.OtherServices;
import dev.tallystick.producer.RemoteProblem;
import dev.tallystick.producer.ServiceAwayException;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Answers stop notices: DONE when a sealed report was deleted for it, NOT_HELD when nothing was
 * kept any more. What does not arrive is said again, ever later; consent-service takes one answer.
 */
@Singleton
final class StopAnswering implements Chore {
  private static final Logger LOG = Logger.getLogger(StopAnswering.class);
  private static final String CONSENT_SERVICE = "consent-service";
  private static final String ANSWERED = "STOP_NOTICE_ANSWERED";
  private static final Duration LIFE = Duration.ofSeconds(60);

  private final StopQueue queue;
  private final OtherServices services;
  private final Parties parties;
  private final BureauKeys keys;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  StopAnswering(
      StopQueue queue, OtherServices services, Parties parties, BureauKeys keys, Clock clock) {
    this.queue = queue;
    this.services = services;
    this.parties = parties;
    this.keys = keys;
    this.clock = clock;
  }

  @Override
  public void run(BureauId bureau) {
    List<StopNotice> claimed = queue.claim(bureau, clock.instant());
    if (claimed.isEmpty()) {
      return;
    }
    // What is kept goes first, whether anybody can be told or not.
    List<StopNotice> dropped =
        claimed.stream().flatMap(notice -> drop(bureau, notice).stream()).toList();
    Optional<Signer> signer = keys.signer(bureau, parties.keyIds(bureau.value()));
    signer.ifPresent(key -> dropped.forEach(notice -> answer(bureau, notice, key)));
  }

  private Optional<StopNotice> drop(BureauId bureau, StopNotice notice) {
    Optional<StopNotice> dropped = queue.drop(bureau, notice);
    if (dropped.isEmpty()) {
      queue.postpone(bureau, notice, Patience.nextTry(clock.instant(), 0));
    }
    return dropped;
  }

  private void answer(BureauId bureau, StopNotice notice, Signer signer) {
    StopAnswer said =
        new StopAnswer(
            Claims.of(bureau.value(), CONSENT_SERVICE, clock.instant(), LIFE, random),
            notice.notification(),
            notice.dropped() ? "DONE" : "NOT_HELD");
    JsonObject body =
        JsonObject.builder()
            .put("answer", said.answer())
            .put("signature", said.sign(signer))
            .build();
    try {
      services
          .get("consent")
          .post(
              "/v1/stop-notices/" + notice.notification() + "/answer",
              Map.of("Idempotency-Key", UUID.randomUUID().toString()),
              CanonicalJson.text(body));
      queue.remove(bureau, notice);
    } catch (ServiceAwayException e) {
      postpone(bureau, notice);
    } catch (RemoteProblem e) {
      if (e.code().equals(ANSWERED)) {
        // By an earlier try whose answer was lost, or by the bureau itself.
        queue.remove(bureau, notice);
      } else if (e.isTemporary() || Patience.isLeft(notice.attempts())) {
        postpone(bureau, notice);
      } else {
        LOG.errorf("The answer to a stop notice is refused for good: %s", e.getMessage());
        queue.remove(bureau, notice);
      }
    }
  }

  private void postpone(BureauId bureau, StopNotice notice) {
    queue.postpone(bureau, notice, Patience.nextTry(clock.instant(), notice.attempts()));
  }
}
