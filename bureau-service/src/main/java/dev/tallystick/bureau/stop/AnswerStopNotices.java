package dev.tallystick.bureau.stop;

import dev.tallystick.bureau.background.BackgroundTask;
import dev.tallystick.bureau.background.RetryBackoff;
import dev.tallystick.bureau.document.SignedStopAnswer;
import dev.tallystick.bureau.key.RegisteredSigners;
import dev.tallystick.bureau.tenancy.BureauId;
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
final class AnswerStopNotices implements BackgroundTask {
  private static final Logger LOG = Logger.getLogger(AnswerStopNotices.class);
  private static final String CONSENT_SERVICE = "consent-service";
  private static final String ANSWERED = "STOP_NOTICE_ANSWERED";
  private static final Duration LIFE = Duration.ofSeconds(60);

  private final PendingStopNoticeRepository notices;
  private final DropKeptReports reports;
  private final OtherServices services;
  private final RegisteredSigners signers;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  AnswerStopNotices(
      PendingStopNoticeRepository notices,
      DropKeptReports reports,
      OtherServices services,
      RegisteredSigners signers,
      Clock clock) {
    this.notices = notices;
    this.reports = reports;
    this.services = services;
    this.signers = signers;
    this.clock = clock;
  }

  @Override
  public void run(BureauId bureau) {
    List<PendingStopNotice> claimed = notices.claim(bureau, clock.instant());
    if (claimed.isEmpty()) {
      return;
    }
    // What is kept goes first, whether anybody can be told or not.
    List<PendingStopNotice> dropped =
        claimed.stream().flatMap(notice -> drop(bureau, notice).stream()).toList();
    Optional<Signer> signer = signers.find(bureau);
    signer.ifPresent(key -> dropped.forEach(notice -> answer(bureau, notice, key)));
  }

  private Optional<PendingStopNotice> drop(BureauId bureau, PendingStopNotice notice) {
    Optional<PendingStopNotice> dropped = tryDrop(bureau, notice);
    if (dropped.isEmpty()) {
      notices.postpone(bureau, notice, RetryBackoff.nextTry(clock.instant(), 0));
    }
    return dropped;
  }

  /** One that fails keeps no other back. */
  private Optional<PendingStopNotice> tryDrop(BureauId bureau, PendingStopNotice notice) {
    try {
      return reports.drop(bureau, notice);
    } catch (RuntimeException e) {
      LOG.errorf(e, "What is kept for a stop notice is dropped later");
      return Optional.empty();
    }
  }

  private void answer(BureauId bureau, PendingStopNotice notice, Signer signer) {
    StopAnswer said =
        new StopAnswer(
            Claims.of(bureau.value(), CONSENT_SERVICE, clock.instant(), LIFE, random),
            notice.notification(),
            notice.dropped() ? "DONE" : "NOT_HELD");
    JsonObject body = new SignedStopAnswer(said.answer(), said.sign(signer)).toJson();
    try {
      services
          .get("consent")
          .post(
              "/v1/stop-notices/" + notice.notification() + "/answer",
              Map.of("Idempotency-Key", UUID.randomUUID().toString()),
              CanonicalJson.text(body));
      notices.remove(bureau, notice);
    } catch (ServiceAwayException e) {
      postpone(bureau, notice);
    } catch (RuntimeException e) {
      LOG.errorf(e, "A stop notice is answered later");
      postpone(bureau, notice);
    } catch (RemoteProblem e) {
      if (e.code().equals(ANSWERED)) {
        // By an earlier try whose answer was lost, or by the bureau itself.
        notices.remove(bureau, notice);
      } else if (e.isTemporary() || RetryBackoff.isLeft(notice.attempts())) {
        postpone(bureau, notice);
      } else {
        LOG.errorf("The answer to a stop notice is refused for good: %s", e.getMessage());
        notices.remove(bureau, notice);
      }
    }
  }

  private void postpone(BureauId bureau, PendingStopNotice notice) {
    notices.postpone(bureau, notice, RetryBackoff.nextTry(clock.instant(), notice.attempts()));
  }
}
