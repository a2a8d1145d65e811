package dev.tallystick.bench.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.EntryHash;
import dev.tallystick.events.Event;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.InclusionProof;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TlogException;
import dev.tallystick.tlog.TlogProof;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Checks answers of the log as a producer does: the entry is recomputed from what was sent, the
 * path must lead from it to the root, the checkpoint must bear the log's signature.
 */
public final class ProofCheck {
  private final NoteVerifier log;

  /** Checks against the key of this log. */
  public ProofCheck(NoteVerifier log) {
    this.log = log;
  }

  /** What is wrong with the answer; nothing if it proves that the event is logged. */
  public Optional<String> fault(Sample sample) {
    try {
      Event event = Event.parse(sample.request().getBytes(UTF_8));
      if (!(CanonicalJson.parseMessage(sample.answer().getBytes(UTF_8))
          instanceof JsonObject answer)) {
        return Optional.of("the answer is no JSON object");
      }
      if (!answer.getString("eventId").equals(event.id().toString())) {
        return Optional.of("the answer is about another event");
      }
      Hash entry = EntryHash.entry(answer.getInteger("recordedMillis"), event.hashes());
      proof(answer).verify(Merkle.leafHash(entry), log);
      return Optional.empty();
    } catch (InvalidEventException
        | MalformedJsonException
        | TlogException
        | NoSuchElementException
        | IllegalArgumentException e) {
      return Optional.of(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private static TlogProof proof(JsonObject answer) throws TlogException {
    List<Hash> path = new ArrayList<>();
    for (var item : answer.getArray("inclusionProof").items()) {
      if (!(item instanceof JsonString hash)) {
        throw new IllegalArgumentException("the path holds something that is no string");
      }
      path.add(Hash.fromBase64(hash.value()));
    }
    return TlogProof.of(
        new InclusionProof(answer.getInteger("index"), path),
        SignedNote.parse(answer.getString("checkpoint")));
  }
}
