package dev.tallystick.vault.release;

import dev.tallystick.events.EventId;
import dev.tallystick.events.PartName;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The durable steps of a release. Each is one transaction and may be repeated: who finds that a
 * step was done already changes nothing.
 */
@Singleton
final class ReleaseSteps {
  /** What a bureau may see of a release to it: everything. */
  static final Set<PartName> RECIPIENT_SEES = EnumSet.allOf(PartName.class);

  private final SealedReleaseRepository releases;
  private final ReleasedRecords released;
  private final ReleaseRequestRepository requests;
  private final Keystore keystore;
  private final Clock clock;

  ReleaseSteps(
      SealedReleaseRepository releases,
      ReleasedRecords released,
      ReleaseRequestRepository requests,
      Keystore keystore,
      Clock clock) {
    this.releases = releases;
    this.released = released;
    this.requests = requests;
    this.keystore = keystore;
    this.clock = clock;
  }

  /** Before the log can have seen them, on disk with the caller's transaction. */
  @Transactional
  void intend(OpenKeys keys, List<IntendedRelease> intended) {
    releases.intend(keys, intended, clock.instant());
    released.intend(intended);
  }

  /**
   * What a request has come to: all of it follows from what the log has said.
   *
   * @param logged releases that the log has, with their receipts
   * @param earlier releases that were logged when the request was sent before
   * @param refused releases that the log has refused
   */
  record Conclusion(
      List<SealedRelease> logged, List<SealedRelease> earlier, List<EventId> refused) {
    Conclusion {
      logged = List.copyOf(logged);
      earlier = List.copyOf(earlier);
      refused = List.copyOf(refused);
    }
  }

  /**
   * Every source is settled, and the payloads are about to be written. Nobody waits for the disk: a
   * crash of the database leaves the intents, whose receipts are looked up then.
   *
   * @param omitted the sources that were left out
   * @return the releases of which nobody else has found out before that they are logged
   */
  @Transactional
  Set<EventId> conclude(String request, Conclusion conclusion, List<OmittedSource> omitted) {
    releases.allowLateCommit();
    Set<EventId> found = settle(conclusion, 1);
    if (!conclusion.earlier().isEmpty()) {
      releases.countAttempt(ids(conclusion.earlier()));
    }
    requests.answer(request, omitted);
    return found;
  }

  /** Every source of a request is settled, and there is nothing to release. */
  @Transactional
  void answerWithout(String request, List<OmittedSource> omitted) {
    requests.answer(request, omitted);
  }

  /** The request goes on when it is sent again; what the log has said by now is kept. */
  @Transactional
  void breakOff(String request, Conclusion conclusion) {
    releases.allowLateCommit();
    Set<EventId> unused = settle(conclusion, 0);
    requests.releaseLease(request);
  }

  private Set<EventId> settle(Conclusion conclusion, int attempts) {
    if (!conclusion.refused().isEmpty()) {
      releases.abandon(conclusion.refused());
    }
    return conclusion.logged().isEmpty()
        ? Set.of()
        : releases.markLogged(receipts(conclusion.logged()), false, attempts, clock.instant());
  }

  private static Map<EventId, Receipt> receipts(List<SealedRelease> logged) {
    return logged.stream()
        .collect(
            Collectors.toMap(
                release -> release.event().id(), release -> release.receipt().orElseThrow()));
  }

  private static List<EventId> ids(List<SealedRelease> some) {
    return some.stream().map(release -> release.event().id()).toList();
  }

  /** When others than its appender have found out that the log has it; it need not open. */
  @Transactional
  void recovered(Intent intent, Receipt receipt) {
    Set<EventId> unused =
        releases.markLogged(Map.of(intent.event(), receipt), true, 0, clock.instant());
  }

  /** When the log does not have them and can no longer take them. */
  @Transactional
  void abandon(List<EventId> events) {
    releases.abandon(events);
  }

  /** Before the payloads of an earlier answer are written again. */
  @Transactional
  void attempt(List<EventId> events) {
    releases.countAttempt(events);
  }

  /**
   * After the payloads were written. Nobody waits for the disk: a crash of the database leaves them
   * as not sent, as one of this process would a moment before.
   */
  @Transactional
  void sent(List<EventId> events) {
    releases.allowLateCommit();
    releases.markSent(events);
  }

  @Transactional
  Optional<SealedRelease> find(EventId event) {
    try (OpenKeys keys = keystore.open()) {
      return releases.find(keys, event);
    }
  }

  /** Until when the log may take the release of this event. */
  @Transactional
  Optional<Instant> notAfter(EventId event) {
    return releases.notAfter(event);
  }

  /** How many releases answer a request, those included whose payload is gone. */
  @Transactional
  int count(String request) {
    return releases.count(request);
  }

  @Transactional
  List<SealedRelease> ofRequest(String request) {
    try (OpenKeys keys = keystore.open()) {
      return releases.ofRequest(keys, request);
    }
  }

  @Transactional
  List<Intent> openSince(Instant lapsedBefore, int most) {
    return releases.openSince(lapsedBefore, most);
  }
}
