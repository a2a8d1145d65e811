package dev.tallystick.vault.release;

import dev.tallystick.directory.ConsentUnavailable;
import dev.tallystick.directory.decision.Ruling;
import dev.tallystick.directory.decision.Ruling.Denied;
import dev.tallystick.directory.decision.Ruling.Permit;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.keys.EncryptionKey;
import dev.tallystick.keys.Jwe;
import dev.tallystick.party.Payload;
import dev.tallystick.producer.LogWriter;
import dev.tallystick.vault.consent.RecordDecisions;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.record.SourceHolding;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The release of one source's records: decided, sealed, stored, logged. When this returns a
 * release, the log has it; when it throws, no byte of it has left.
 */
@Singleton
final class SourceRelease {
  private static final int TRIES = 2;
  private static final int CONFLICT = 409;

  private final RecordDecisions decisions;
  private final AssemblePayload payloads;
  private final ReleaseEvents events;
  private final ReleaseSteps steps;
  private final LogWriter log;

  SourceRelease(
      RecordDecisions decisions,
      AssemblePayload payloads,
      ReleaseEvents events,
      ReleaseSteps steps,
      LogWriter log) {
    this.decisions = decisions;
    this.payloads = payloads;
    this.events = events;
    this.steps = steps;
    this.log = log;
  }

  /** What became of a source: a release that is logged, a refusal, or nothing to release. */
  record Outcome(Optional<SealedRelease> release, Optional<OmittedSource> omission) {
    static Outcome of(SealedRelease release) {
      return new Outcome(Optional.of(release), Optional.empty());
    }

    static Outcome of(OmittedSource omission) {
      return new Outcome(Optional.empty(), Optional.of(omission));
    }

    static Outcome nothing() {
      return new Outcome(Optional.empty(), Optional.empty());
    }
  }

  /** What the log has made of a release. */
  private sealed interface Appended {
    /** It is logged, and may be sent. */
    record Logged(SealedRelease release) implements Appended {}

    /** The log has refused it: what it rested on has moved, and the decision must be made anew. */
    record Refused() implements Appended {}

    /** It is logged, and its payload was taken away since, as an erasure does: never sent. */
    record TakenAway() implements Appended {}
  }

  /**
   * Releases what {@code holding} has to the bureau that asks.
   *
   * @throws VaultProblem if there is no decision, or the log is away
   */
  Outcome release(VerifiedReleaseRequest wanted, SourceHolding holding) {
    for (int tried = 0; tried < TRIES; tried++) {
      Ruling ruling =
          decisions.decide(
              wanted.question(
                  VerifiedReleaseRequest.TO_BUREAU, holding.source(), holding.categories()));
      if (ruling instanceof Denied denied) {
        return Outcome.of(new OmittedSource(holding.source(), denied));
      }
      Optional<SealedRelease> intended = intend(wanted, holding.source(), (Permit) ruling);
      if (intended.isEmpty()) {
        return Outcome.nothing();
      }
      Appended appended = append(intended.get());
      if (appended instanceof Appended.Logged logged) {
        return Outcome.of(logged.release());
      }
      if (appended instanceof Appended.TakenAway) {
        return Outcome.nothing();
      }
    }
    return Outcome.of(OmittedSource.of(holding.source(), "DECISION_OVERTAKEN", CONFLICT));
  }

  /** Judges an edge that is never carried out here; a refusal is logged by who decides. */
  Ruling judge(VerifiedReleaseRequest wanted, String from) {
    return decisions.decide(
        wanted.question(VerifiedReleaseRequest.OTHER_EDGE, from, wanted.request().categories()));
  }

  /** A release that is stored before the log can have seen it; nothing without records. */
  private Optional<SealedRelease> intend(
      VerifiedReleaseRequest wanted, String from, Permit permit) {
    EncryptionKey recipient = permit.recipientKey().orElseThrow(ConsentUnavailable::new);
    AssemblePayload.Assembled assembled =
        payloads.assemble(wanted.request(), from, permit.categories());
    Payload payload = assembled.payload();
    if (assembled.isEmpty()) {
      return Optional.empty();
    }
    EventId id = events.drawId();
    String jwe = Jwe.seal(payload.plaintext(), recipient, payload.releaseId(), id.toString());
    Event event = events.released(id, wanted, from, permit, assembled, jwe, recipient);
    SealedRelease release = SealedRelease.intended(wanted.row(), event, jwe);
    steps.intend(release, assembled.byToken(), permit.notAfter());
    return Optional.of(release);
  }

  private Appended append(SealedRelease intended) {
    Event event = intended.event();
    try {
      LoggedReceipt receipt = log.append(event);
      return steps
          .logged(intended, log.receiptFor(event, receipt, ReleaseSteps.RECIPIENT_SEES))
          // Somebody else has found out before: what is stored by now decides.
          .or(() -> steps.find(event.id()))
          .<Appended>map(Appended.Logged::new)
          .orElseGet(Appended.TakenAway::new);
    } catch (AppendRefusedException e) {
      if (!e.isVerdict()) {
        // Not the log's own words: whether it has the event is open.
        throw new VaultProblem(VaultProblemCode.AUDIT_UNAVAILABLE);
      }
      steps.abandon(event.id());
      return new Appended.Refused();
    } catch (LogUnavailableException e) {
      throw new VaultProblem(VaultProblemCode.AUDIT_UNAVAILABLE);
    }
  }
}
