package dev.tallystick.vault.release;

import dev.tallystick.directory.ConsentUnavailable;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.keys.EncryptionKey;
import dev.tallystick.keys.Jwe;
import dev.tallystick.party.Payload;
import dev.tallystick.producer.LogWriter;
import dev.tallystick.vault.consent.ConsentProblem;
import dev.tallystick.vault.consent.Decisions;
import dev.tallystick.vault.consent.Ruling;
import dev.tallystick.vault.consent.Ruling.Denied;
import dev.tallystick.vault.consent.Ruling.Permit;
import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.record.Holding;
import dev.tallystick.vault.storage.Transactions;
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

  private final Decisions decisions;
  private final PayloadMaker payloads;
  private final ReleaseEvents events;
  private final ReleaseJournal journal;
  private final Keystore keystore;
  private final Transactions transactions;
  private final LogWriter log;

  SourceRelease(
      Decisions decisions,
      PayloadMaker payloads,
      ReleaseEvents events,
      ReleaseJournal journal,
      Keystore keystore,
      Transactions transactions,
      LogWriter log) {
    this.decisions = decisions;
    this.payloads = payloads;
    this.events = events;
    this.journal = journal;
    this.keystore = keystore;
    this.transactions = transactions;
    this.log = log;
  }

  /** What became of a source: a release that is logged, a refusal, or nothing to release. */
  record Outcome(Optional<Release> release, Optional<Omission> omission) {
    static Outcome of(Release release) {
      return new Outcome(Optional.of(release), Optional.empty());
    }

    static Outcome of(Omission omission) {
      return new Outcome(Optional.empty(), Optional.of(omission));
    }

    static Outcome nothing() {
      return new Outcome(Optional.empty(), Optional.empty());
    }
  }

  /**
   * Releases what {@code holding} has to the bureau that asks.
   *
   * @throws ConsentProblem if there is no decision, or the log is away
   */
  Outcome release(Wanted wanted, Holding holding) {
    for (int tried = 0; tried < TRIES; tried++) {
      Ruling ruling =
          decisions.decide(
              wanted.question(Wanted.TO_BUREAU, holding.source(), holding.categories()));
      if (ruling instanceof Denied denied) {
        return Outcome.of(new Omission(holding.source(), denied));
      }
      Optional<Intended> intended = intend(wanted, holding.source(), (Permit) ruling);
      if (intended.isEmpty()) {
        return Outcome.nothing();
      }
      Optional<Release> release = append(intended.get());
      if (release.isPresent()) {
        return Outcome.of(release.get());
      }
    }
    return Outcome.of(Omission.of(holding.source(), "DECISION_OVERTAKEN", CONFLICT));
  }

  /** An event and its payload, stored before the log can have seen it. */
  private record Intended(String request, Event event, String jwe) {}

  private Optional<Intended> intend(Wanted wanted, String from, Permit permit) {
    EncryptionKey recipient = permit.recipientKey().orElseThrow(ConsentUnavailable::new);
    Payload payload =
        transactions.call(
            connection -> {
              try (OpenKeys keys = keystore.open(connection)) {
                return payloads.make(connection, keys, wanted.request(), from, permit.categories());
              }
            });
    if (payload.records().isEmpty()) {
      return Optional.empty();
    }
    EventId id = events.drawId();
    String jwe = Jwe.seal(payload.plaintext(), recipient, payload.releaseId(), id.toString());
    Event event = events.released(id, wanted, from, permit, payload, jwe, recipient);
    journal.intend(wanted.row(), event, jwe, payload.records(), permit.notAfter());
    return Optional.of(new Intended(wanted.row(), event, jwe));
  }

  /** The logged release, or nothing when the log refuses it and the decision must be made anew. */
  private Optional<Release> append(Intended intended) {
    Event event = intended.event();
    try {
      LoggedReceipt receipt = log.append(event);
      journal.logged(event, log.receiptFor(event, receipt, ReleaseJournal.RECIPIENT_SEES), false);
      return journal.find(event.id());
    } catch (AppendRefusedException e) {
      if (!e.isVerdict()) {
        // Not the log's own words: whether it has the event is open.
        throw new ConsentProblem.AuditUnavailable();
      }
      journal.abandon(event.id());
      return Optional.empty();
    } catch (LogUnavailableException e) {
      throw new ConsentProblem.AuditUnavailable();
    }
  }
}
