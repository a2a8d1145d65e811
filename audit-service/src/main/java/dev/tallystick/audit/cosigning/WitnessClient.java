package dev.tallystick.audit.cosigning;

import dev.tallystick.audit.cosigning.WitnessException.Fault;
import dev.tallystick.events.append.BoundedBody;
import dev.tallystick.party.NoteSignatures;
import dev.tallystick.tlog.AddCheckpoint;
import dev.tallystick.tlog.ConsistencyProof;
import dev.tallystick.tlog.MalformedNoteException;
import dev.tallystick.tlog.NoteSignature;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.PolicyWitness;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TileTree;
import dev.tallystick.tlog.UnverifiedNoteException;
import dev.tallystick.tlog.VerifierKey;
import dev.tallystick.tlog.WitnessAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One witness as this log knows it: where it is, its key, and what it has cosigned last. Nothing
 * that it answers is believed without its signature. For one thread at a time.
 */
final class WitnessClient {
  /** An answer is a few signature lines, a size or a reason. */
  private static final int LONGEST_ANSWER = 1 << 14;

  /** A conflict is answered once; a second one is a race that the next round wins. */
  private static final int TRIES = 3;

  private static final int UNKNOWN = 404;
  private static final int CONFLICT = 409;
  private static final int SERVER_ERRORS = 500;

  private final PolicyWitness witness;
  private final NoteVerifier verifier;
  private final URI address;
  private final HttpClient http;
  private final Duration patience;

  /** The size that it has cosigned last, as far as is known here; it corrects us with a 409. */
  private long known;

  /**
   * A witness that has not been asked yet.
   *
   * @param patience for one whole exchange
   */
  WitnessClient(PolicyWitness witness, HttpClient http, Duration patience) {
    this.witness = witness;
    this.verifier = NoteVerifier.of(witness.key(), new NoteSignatures());
    this.address = URI.create(witness.url().replaceAll("/+$", "") + "/add-checkpoint");
    this.http = http;
    this.patience = patience;
  }

  String name() {
    return witness.name();
  }

  VerifierKey key() {
    return witness.key();
  }

  /**
   * Has a checkpoint cosigned.
   *
   * @param checkpoint with the log's own signature alone
   * @param tree the tree of that checkpoint
   * @return the witness's line, its signature checked
   * @throws IOException if the log's own tiles cannot be read
   */
  NoteSignature offer(SignedNote checkpoint, TileTree tree)
      throws WitnessException, IOException, InterruptedException {
    requireWithin(known, tree.size());
    for (int i = 0; i < TRIES; i++) {
      WitnessAnswer answer = send(AddCheckpoint.of(known, tree, checkpoint));
      if (answer.isCosigned()) {
        NoteSignature line = checked(checkpoint, answer);
        known = tree.size();
        return line;
      }
      if (answer.status() != CONFLICT) {
        Fault fault = answer.status() >= SERVER_ERRORS ? Fault.AWAY : Fault.REFUSED;
        throw new WitnessException(fault, "answers " + answer.status());
      }
      learn(answer.latestSize(), tree.size());
    }
    throw new WitnessException(Fault.REFUSED, "is asked by someone else at the same time");
  }

  /**
   * The size that it has cosigned of this log, however old what it is shown; empty if it knows
   * nothing of the log.
   *
   * @param signed any checkpoint that the log has signed
   */
  OptionalLong cosignedSize(SignedNote signed) throws WitnessException, InterruptedException {
    WitnessAnswer answer = send(new AddCheckpoint(new ConsistencyProof(0, List.of()), signed));
    if (answer.status() == CONFLICT) {
      OptionalLong told = answer.latestSize();
      if (told.isEmpty()) {
        throw new WitnessException(Fault.INVALID, "answers 409 without a size");
      }
      return told;
    }
    if (answer.isCosigned() || answer.status() == UNKNOWN) {
      return OptionalLong.empty();
    }
    throw new WitnessException(
        answer.status() >= SERVER_ERRORS ? Fault.AWAY : Fault.REFUSED,
        "answers " + answer.status());
  }

  private void learn(OptionalLong told, long size) throws WitnessException {
    if (told.isEmpty()) {
      throw new WitnessException(Fault.INVALID, "answers 409 without a size");
    }
    requireWithin(told.getAsLong(), size);
    known = told.getAsLong();
  }

  private static void requireWithin(long cosigned, long size) throws WitnessException {
    if (cosigned > size) {
      throw new WitnessException(
          Fault.AHEAD,
          "says that it has cosigned size %d of this log, which has %d".formatted(cosigned, size),
          cosigned);
    }
  }

  /** The witness's own line; a wrong one must never reach the note, where it would spoil it. */
  private NoteSignature checked(SignedNote checkpoint, WitnessAnswer answer)
      throws WitnessException {
    try {
      for (NoteSignature line : answer.cosignatures()) {
        if (line.keyId() == verifier.keyId() && line.name().equals(verifier.name())) {
          checkpoint.withSignatures(List.of(line)).verify(verifier);
          return line;
        }
      }
      throw new WitnessException(Fault.INVALID, "answers without a signature of its key");
    } catch (MalformedNoteException | UnverifiedNoteException e) {
      throw new WitnessException(Fault.INVALID, "its cosignature does not verify");
    }
  }

  private static WitnessException away(boolean isLate) {
    return new WitnessException(
        Fault.AWAY, isLate ? "does not answer in time" : "cannot be reached");
  }

  private WitnessAnswer send(AddCheckpoint request) throws WitnessException, InterruptedException {
    HttpRequest post =
        HttpRequest.newBuilder(address)
            .timeout(patience)
            .POST(HttpRequest.BodyPublishers.ofByteArray(request.toByteArray()))
            .build();
    CompletableFuture<HttpResponse<byte[]>> exchange =
        http.sendAsync(post, BoundedBody.upTo(LONGEST_ANSWER));
    try {
      // The request's own limit ends with the headers; this one also ends a body that drips.
      HttpResponse<byte[]> answer = exchange.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return new WitnessAnswer(
          answer.statusCode(),
          answer.headers().firstValue("Content-Type").orElse(""),
          new String(answer.body(), StandardCharsets.UTF_8));
    } catch (ExecutionException e) {
      throw away(e.getCause() instanceof HttpTimeoutException);
    } catch (TimeoutException e) {
      throw away(/* isLate= */ true);
    } finally {
      exchange.cancel(true);
    }
  }
}
