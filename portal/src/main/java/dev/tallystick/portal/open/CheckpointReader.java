package dev.tallystick.portal.open;

import dev.tallystick.portal.call.Absence;
import dev.tallystick.portal.call.FetchLogPolicy;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.words.Words;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Cosignature;
import dev.tallystick.tlog.MalformedCheckpointException;
import dev.tallystick.tlog.MalformedNoteException;
import dev.tallystick.tlog.Policy;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.UnverifiedNoteException;
import dev.tallystick.web.ReaderText;
import java.util.Optional;

/** Reads a checkpoint and says what its signatures are worth. */
final class CheckpointReader {
  private final ReaderText text;
  private final Optional<FetchLogPolicy.Published> policy;

  CheckpointReader(ReaderText text, Optional<FetchLogPolicy.Published> policy) {
    this.text = text;
    this.policy = policy;
  }

  Part<LogView> read(Reply reply) {
    Part<String> told = reply.text();
    if (!told.isHere()) {
      return Part.missing(told.absence());
    }
    try {
      SignedNote note = SignedNote.parse(told.get());
      Checkpoint checkpoint = Checkpoint.parse(note.text());
      Optional<Policy.Acceptance> accepted =
          policy.flatMap(trusted -> check(trusted.policy(), note));
      return Part.of(
          new LogView(
              text.number(checkpoint.size()),
              checkpoint.root().hex(),
              accepted.filter(found -> !found.signers().isEmpty()).isPresent(),
              accepted.map(this::witnesses).orElse(""),
              told.get()));
    } catch (MalformedNoteException | MalformedCheckpointException e) {
      return Part.missing(Absence.AWAY);
    }
  }

  private static Optional<Policy.Acceptance> check(Policy policy, SignedNote note) {
    try {
      return Optional.of(policy.check(note));
    } catch (UnverifiedNoteException | MalformedCheckpointException e) {
      return Optional.empty();
    }
  }

  private String witnesses(Policy.Acceptance accepted) {
    Policy trusted = policy.orElseThrow().policy();
    return Words.of(text.locale())
        .list(
            accepted.cosignatures().stream()
                .map(Cosignature::key)
                .map(trusted::witnessName)
                .distinct()
                .toList());
  }
}
