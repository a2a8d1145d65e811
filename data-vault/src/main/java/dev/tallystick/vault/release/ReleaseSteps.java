package dev.tallystick.vault.release;

import dev.tallystick.events.EventId;
import dev.tallystick.events.PartName;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.vault.identifier.Subjects;
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
  private final Subjects subjects;
  private final Keystore keystore;
  private final Clock clock;

  ReleaseSteps(
      SealedReleaseRepository releases,
      ReleasedRecords released,
      Subjects subjects,
      Keystore keystore,
      Clock clock) {
    this.releases = releases;
    this.released = released;
    this.subjects = subjects;
    this.keystore = keystore;
    this.clock = clock;
  }

  /**
   * Before the log can have seen it.
   *
   * @param records by the token that they are kept under; that of the release is among them
   */
  @Transactional
  void intend(SealedRelease release, Map<String, List<JsonObject>> records, Instant notAfter) {
    lockSubjects(records.keySet());
    try (OpenKeys keys = keystore.open()) {
      releases.intend(keys, release, notAfter, clock.instant());
      released.intend(release.event(), records);
    }
  }

  /** No key of the person's is destroyed between the sealing and the commit. */
  private void lockSubjects(Set<String> tokens) {
    Set<String> unused = subjects.known(tokens);
  }

  /**
   * When the log has it, as its appender knows. Gives the release as it is sent; nothing if
   * somebody else has drawn that conclusion before.
   */
  @Transactional
  Optional<SealedRelease> logged(SealedRelease release, Receipt receipt) {
    Instant now = clock.instant();
    return markLogged(Intent.of(release.event()), receipt, false, now)
        ? Optional.of(release.logged(receipt, now))
        : Optional.empty();
  }

  /** When others than its appender have found out that the log has it; it need not open. */
  @Transactional
  void recovered(Intent intent, Receipt receipt) {
    boolean unused = markLogged(intent, receipt, true, clock.instant());
  }

  private boolean markLogged(Intent intent, Receipt receipt, boolean recovered, Instant now) {
    try (OpenKeys keys = keystore.open()) {
      boolean isNew = releases.markLogged(keys, intent, receipt, recovered, now);
      released.markLogged(intent.event());
      return isNew;
    }
  }

  /** When the log does not have it and can no longer take it. */
  @Transactional
  void abandon(EventId event) {
    releases.abandon(event);
    released.abandon(event);
  }

  /** Before the payload is written. */
  @Transactional
  void attempt(List<EventId> events) {
    releases.countAttempt(events);
  }

  /** After the payload was written. */
  @Transactional
  void sent(List<EventId> events) {
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
