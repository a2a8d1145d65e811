package dev.tallystick.vault.deposit;

import dev.tallystick.directory.decision.Ruling;
import dev.tallystick.directory.decision.Ruling.Denied;
import dev.tallystick.directory.decision.Ruling.Permit;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.party.DepositStatement;
import dev.tallystick.vault.PublicIds;
import dev.tallystick.vault.consent.RecordDecisions;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.statement.SignedRequests;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Commits a chunk that its platform has signed: one decision, one entry, and then the records are
 * there.
 *
 * <p>State and event are stored in one transaction. After it, the chunk and its entry come together
 * or not at all, whatever fails: the outbox finds out, and {@link DepositOutcomes} draws the
 * conclusion.
 */
@Singleton
final class SignChunk {
  private static final int TRIES = 2;

  private final ChunkRepository chunks;
  private final SignedRequests statements;
  private final RecordDecisions decisions;
  private final DepositEvents events;
  private final DepositLog log;

  SignChunk(
      ChunkRepository chunks,
      SignedRequests statements,
      RecordDecisions decisions,
      DepositEvents events,
      DepositLog log) {
    this.chunks = chunks;
    this.statements = statements;
    this.decisions = decisions;
    this.events = events;
    this.log = log;
  }

  /** A chunk that is in the log. */
  record Committed(String chunk, EventId event, Receipt receipt) {}

  /** Commits the chunk, or answers again for the same statement. */
  Committed sign(String platform, String id, String statement) {
    if (!PublicIds.isId("chk", id)) {
      throw new VaultProblem(VaultProblemCode.CHUNK_UNKNOWN);
    }
    Chunk chunk =
        chunks
            .findJudged(id)
            .filter(found -> found.platform().equals(platform))
            .orElseThrow(VaultProblemCode.CHUNK_UNKNOWN::problem);
    if (chunk.state() != ChunkState.STAGED) {
      return again(chunk, statement);
    }
    if (chunks.isLapsed(chunk)) {
      drop(chunk);
      throw new VaultProblem(VaultProblemCode.CHUNK_LAPSED);
    }
    DepositStatement signed =
        statements.verify(statement, statements.admitted(platform), DepositStatement::verify);
    match(chunk, signed);
    for (int tried = 0; tried < TRIES; tried++) {
      Ruling ruling = decisions.decide(events.question(chunk, statement));
      if (tried == 0) {
        // Not before there is a decision: while there is none, the statement may be sent again.
        statements.takeOnce(signed.claims());
      }
      if (ruling instanceof Denied denied) {
        drop(chunk);
        throw VaultProblem.relayed(denied.toProblem());
      }
      Optional<Committed> committed = commit(chunk, statement, (Permit) ruling);
      if (committed.isPresent()) {
        return committed.get();
      }
    }
    throw new VaultProblem(VaultProblemCode.DECISION_OVERTAKEN);
  }

  private static void match(Chunk chunk, DepositStatement signed) {
    String wrong =
        !signed.chunk().equals(chunk.id())
            ? "chunk"
            : !signed.agreement().equals(chunk.agreement())
                ? "agreement"
                : signed.count() != chunk.count()
                    ? "count"
                    : !signed.root().equals(chunk.root()) ? "root" : "";
    if (!wrong.isEmpty()) {
      throw VaultProblem.ofField(VaultProblemCode.DEPOSIT_MISMATCH, wrong, "equals-the-chunk");
    }
  }

  /** Nothing when the log refuses the event and the decision must be made anew. */
  private Optional<Committed> commit(Chunk chunk, String statement, Permit permit) {
    Event event = events.deposited(chunk, statement, permit);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              ChunkEntity now =
                  chunks
                      .lock(chunk.id())
                      .filter(row -> row.state() != ChunkState.RECEIVING)
                      .orElseThrow(VaultProblemCode.CHUNK_LAPSED::problem);
              if (now.state() != ChunkState.STAGED) {
                throw new VaultProblem(VaultProblemCode.CHUNK_SIGNED);
              }
              now.sign(statement, event.id());
              log.store(event);
            });
    return log.append(event).map(receipt -> new Committed(chunk.id(), event.id(), receipt));
  }

  private Committed again(Chunk chunk, String statement) {
    if (!chunk.statement().equals(Optional.of(statement))) {
      throw new VaultProblem(VaultProblemCode.CHUNK_SIGNED);
    }
    EventId event =
        chunks.eventOf(chunk.id()).orElseThrow(VaultProblemCode.AUDIT_UNAVAILABLE::problem);
    return new Committed(chunk.id(), event, log.find(event));
  }

  private void drop(Chunk chunk) {
    chunks.drop(chunk.id());
  }
}
