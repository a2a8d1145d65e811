package dev.tallystick.vault.release;

import dev.tallystick.directory.ConsentUnavailable;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.keys.EncryptionKey;
import dev.tallystick.keys.Jwe;
import dev.tallystick.party.Payload;
import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;

/**
 * Makes the releases that were permitted, and stores them before the log can have seen any: the
 * request, its statement, all releases with their seeds and what they hand over are one commit,
 * which is on disk when it returns.
 */
@Singleton
final class IntendReleases {
  private final RequestIntake intake;
  private final AssemblePayload payloads;
  private final ReleaseEvents events;
  private final ReleaseSteps steps;
  private final Keystore keystore;

  IntendReleases(
      RequestIntake intake,
      AssemblePayload payloads,
      ReleaseEvents events,
      ReleaseSteps steps,
      Keystore keystore) {
    this.intake = intake;
    this.payloads = payloads;
    this.events = events;
    this.steps = steps;
    this.keystore = keystore;
  }

  /**
   * Stores a release for each of these sources, but for those that have nothing any more.
   *
   * @param refused releases of the same request that the log has refused
   * @param today by which it is judged what has expired
   * @throws dev.tallystick.problem.DomainProblem if that cannot be; then nothing was stored
   */
  @Transactional
  List<IntendedRelease> intend(
      VerifiedReleaseRequest wanted,
      List<PermittedSource> sources,
      List<EventId> refused,
      LocalDate today) {
    intake.take(wanted);
    if (!refused.isEmpty()) {
      steps.abandon(refused);
    }
    try (OpenKeys keys = keystore.open()) {
      List<IntendedRelease> intended =
          payloads.assemble(keys, wanted.request(), today, sources).stream()
              .map(assembled -> sealed(wanted, assembled))
              .toList();
      steps.intend(keys, intended);
      return intended;
    }
  }

  private IntendedRelease sealed(
      VerifiedReleaseRequest wanted, AssemblePayload.Assembled assembled) {
    EncryptionKey recipient =
        assembled.source().permit().recipientKey().orElseThrow(ConsentUnavailable::new);
    Payload payload = assembled.payload();
    EventId id = events.drawId();
    String jwe = Jwe.seal(payload.plaintext(), recipient, payload.releaseId(), id.toString());
    Event event = events.released(id, wanted, assembled, jwe, recipient);
    return new IntendedRelease(
        SealedRelease.intended(wanted.row(), event, jwe),
        assembled.byToken(),
        assembled.source().permit().notAfter());
  }

  /** Stores the answer to a request of which nothing is released. */
  @Transactional
  void answerWithout(VerifiedReleaseRequest wanted, List<OmittedSource> omitted) {
    intake.take(wanted);
    steps.answerWithout(wanted.row(), omitted);
  }
}
