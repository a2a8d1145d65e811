package dev.tallystick.tlog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * A witness (c2sp.org/tlog-witness): it cosigns checkpoints of the logs that it knows, each one
 * consistent with all that it has cosigned before.
 *
 * <p>Guarantees, as far as its store keeps its promises: of two cosigned checkpoints of a log the
 * later one is the larger or the same, and extends the earlier; nothing leaves that is not durable.
 * It does not know what the entries say, and it takes checkpoints without extension lines alone.
 * Safe for use by several threads.
 */
public final class Witness {
  private final Cosigner cosigner;
  private final Map<String, List<NoteVerifier>> logs;
  private final WitnessStore store;
  private final LongSupplier posixSeconds;

  /**
   * Makes a witness.
   *
   * @param logs the keys of the logs that it knows; a key's name is the origin of its log
   * @param posixSeconds the time, for the cosignatures
   */
  public Witness(
      Cosigner cosigner,
      Collection<VerifierKey> logs,
      WitnessStore store,
      LongSupplier posixSeconds) {
    this(cosigner, logs, store, posixSeconds, Ed25519Verification.jdk());
  }

  /** As the other one; the logs' signatures are checked by the Ed25519 given. */
  public Witness(
      Cosigner cosigner,
      Collection<VerifierKey> logs,
      WitnessStore store,
      LongSupplier posixSeconds,
      Ed25519Verification verification) {
    this.cosigner = cosigner;
    this.logs =
        logs.stream()
            .map(key -> NoteVerifier.of(key, verification))
            .collect(Collectors.groupingBy(NoteVerifier::name, Collectors.toUnmodifiableList()));
    this.store = store;
    this.posixSeconds = posixSeconds;
  }

  /** The key that this witness cosigns with. */
  public VerifierKey verifierKey() {
    return cosigner.verifierKey();
  }

  /**
   * Answers the body of an add-checkpoint request.
   *
   * @throws IOException if the store fails; then nothing has been cosigned
   */
  public WitnessAnswer addCheckpoint(byte[] body) throws IOException {
    AddCheckpoint request;
    Checkpoint checkpoint;
    try {
      request = AddCheckpoint.parse(body);
      checkpoint = Checkpoint.parse(request.checkpoint().text());
    } catch (MalformedAddCheckpointException | MalformedCheckpointException e) {
      return WitnessAnswer.refused(400, e.getMessage());
    }
    List<NoteVerifier> keys = logs.getOrDefault(checkpoint.origin(), List.of());
    if (keys.isEmpty()) {
      return WitnessAnswer.refused(404, "the origin is not that of a log known here");
    }
    try {
      request.checkpoint().verify(keys.toArray(NoteVerifier[]::new));
    } catch (UnverifiedNoteException e) {
      return WitnessAnswer.refused(403, e.getMessage());
    }
    return advance(request, checkpoint, signatures(request.checkpoint(), keys));
  }

  /** One verified line of each key; what others have added is not kept. */
  private static List<NoteSignature> signatures(SignedNote note, List<NoteVerifier> keys) {
    return keys.stream()
        .flatMap(key -> note.signatures().stream().filter(key::isResponsibleFor).limit(1))
        .toList();
  }

  private WitnessAnswer advance(AddCheckpoint request, Checkpoint next, List<NoteSignature> ofLog)
      throws IOException {
    // Another request may move the state between reading and replacing it; then this one is judged
    // again by the new state, and by then it is usually a conflict.
    while (true) {
      WitnessState state = store.latest(next.origin());
      Optional<WitnessAnswer> refusal = state.refusal(request.proof(), next);
      if (refusal.isPresent()) {
        return refusal.get();
      }
      long now = posixSeconds.getAsLong();
      if (now < state.time()) {
        // A cosignature says what is the largest tree at a time: times must not go back either.
        return WitnessAnswer.refused(503, "the clock is behind the last cosignature");
      }
      NoteSignature cosignature = cosigner.cosign(next, now);
      List<NoteSignature> lines = new ArrayList<>(ofLog);
      lines.add(cosignature);
      SignedNote cosigned = SignedNote.of(next.body(), lines);
      if (store.replace(state, state.advanced(next, now, cosigned))) {
        return WitnessAnswer.cosigned(List.of(cosignature));
      }
    }
  }
}
