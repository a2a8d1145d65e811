package dev.tallystick.events.append;

import dev.tallystick.events.EntryHash;
import dev.tallystick.events.Event;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.InclusionProof;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TlogException;
import dev.tallystick.tlog.TlogProof;
import dev.tallystick.tlog.VerifiedCheckpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks what one answer of the log claims about events that were sent: nothing in it is believed
 * that does not follow from the event, the proof and the log's signature. One verifier an answer;
 * not thread-safe.
 */
final class AnswerVerifier {
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
    if (!answer.findString("eventId").equals(Optional.of(event.id().toString()))) {
      throw new UnprovedAnswerException("it is about another event");
    }
    long index = wholeNumber(answer, "index");
    long recordedMillis = wholeNumber(answer, "recordedMillis");
    Hash entry = EntryHash.entry(recordedMillis, event.hashes());
    String text =
        answer
            .findString("checkpoint")
            .orElseThrow(() -> new UnprovedAnswerException("it has no checkpoint"));
    try {
      SignedNote note = SignedNote.parse(text);
      Checkpoint checkpoint = checkpoint(text, note);
      InclusionProof inclusion = new InclusionProof(index, path(answer));
      if (!inclusion.proves(Merkle.leafHash(entry), checkpoint)) {
        throw new UnprovedAnswerException("the inclusion proof does not hold");
      }
      return new LoggedReceipt(
          event.id(), recordedMillis, entry, TlogProof.of(inclusion, note), checkpoint);
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

  private static long wholeNumber(JsonObject answer, String name) throws UnprovedAnswerException {
    return answer
        .findInteger(name)
        .filter(number -> number >= 0)
        .orElseThrow(() -> new UnprovedAnswerException("it has no " + name));
  }

  private static List<Hash> path(JsonObject answer) throws UnprovedAnswerException {
    JsonArray items =
        answer
            .findArray("inclusionProof")
            .filter(proof -> proof.size() <= Long.SIZE - 1)
            .orElseThrow(() -> new UnprovedAnswerException("it has no inclusion proof"));
    List<Hash> path = new ArrayList<>(items.size());
    for (JsonValue item : items.items()) {
      try {
        path.add(Hash.fromBase64(item instanceof JsonString hash ? hash.value() : ""));
      } catch (IllegalArgumentException e) {
        throw new UnprovedAnswerException("its inclusion proof holds something that is no hash");
      }
    }
    return path;
  }

  /** An answer that does not prove what it claims. */
  static final class UnprovedAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    UnprovedAnswerException(String rule) {
      super(rule);
    }
  }
}
