package dev.tallystick.events.append;

import dev.tallystick.events.EntryHash;
import dev.tallystick.events.Event;
import dev.tallystick.events.document.AppendedEvent;
import dev.tallystick.events.document.IllegalMemberException;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.InclusionProof;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TlogException;
import dev.tallystick.tlog.TlogProof;
import dev.tallystick.tlog.VerifiedCheckpoint;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks what one answer of the log claims about events that were sent: nothing in it is believed
 * that does not follow from the event, the proof and the log's signature. One verifier an answer;
 * not thread-safe.
 */
final class AnswerVerifier {
  private static final int MAX_PATH = Long.SIZE - 1;

  private final NoteVerifier log;
  // The events of a batch mostly share a checkpoint, and the signature is the costly part.
  private final Map<String, Checkpoint> verified = new HashMap<>();

  AnswerVerifier(NoteVerifier log) {
    this.log = log;
  }

  /**
   * Verifies the answer that an event is logged.
   *
   * @throws UnprovedAnswerException if any of it does not hold
   */
  LoggedReceipt verify(Event event, JsonObject answer) throws UnprovedAnswerException {
    AppendedEvent appended;
    try {
      appended = AppendedEvent.read(answer);
    } catch (IllegalMemberException e) {
      throw new UnprovedAnswerException(e.member() + " " + e.rule());
    }
    if (!appended.eventId().equals(event.id().toString())) {
      throw new UnprovedAnswerException("it is about another event");
    }
    if (appended.index() < 0 || appended.recordedMillis() < 0) {
      throw new UnprovedAnswerException("its index or its time is negative");
    }
    if (appended.inclusionProof().size() > MAX_PATH) {
      throw new UnprovedAnswerException("the inclusion proof is longer than that of any tree");
    }
    Hash entry = EntryHash.entry(appended.recordedMillis(), event.hashes());
    try {
      SignedNote note = SignedNote.parse(appended.checkpoint());
      Checkpoint checkpoint = checkpoint(appended.checkpoint(), note);
      InclusionProof inclusion = new InclusionProof(appended.index(), appended.inclusionProof());
      if (!inclusion.proves(Merkle.leafHash(entry), checkpoint)) {
        throw new UnprovedAnswerException("the inclusion proof does not hold");
      }
      return new LoggedReceipt(
          event.id(), appended.recordedMillis(), entry, TlogProof.of(inclusion, note), checkpoint);
    } catch (TlogException e) {
      throw new UnprovedAnswerException("the checkpoint does not hold: " + e.getMessage());
    }
  }

  private Checkpoint checkpoint(String text, SignedNote note) throws TlogException {
    @Nullable Checkpoint known = verified.get(text);
    if (known != null) {
      return known;
    }
    Checkpoint checkpoint = VerifiedCheckpoint.verify(note, log).checkpoint();
    verified.put(text, checkpoint);
    return checkpoint;
  }

  /** An answer that does not prove what it claims. */
  static final class UnprovedAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    UnprovedAnswerException(String rule) {
      super(rule);
    }
  }
}
