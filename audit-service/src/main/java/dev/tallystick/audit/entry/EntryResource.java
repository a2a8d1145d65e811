package dev.tallystick.audit.entry;

import dev.tallystick.audit.proof.Proofs;
import dev.tallystick.audit.sequencing.AppendOutcome;
import dev.tallystick.audit.sequencing.NoteJson;
import dev.tallystick.caller.Caller;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * {@code POST /v1/entries}. One event stays on the event loop: a hand-over to a worker thread costs
 * as much as a token check. A large batch is read and answered on a worker, for a thousand events
 * would hold up every other request of the loop. The event's own id is the idempotency key, so no
 * header is needed.
 */
@Path("/v1/entries")
class EntryResource {
  static final String NDJSON = "application/x-ndjson";

  /** The largest batch that is read and answered on the event loop: a dozen events or two. */
  private static final int MAX_ON_THE_LOOP = 32 * 1024;

  private final EntryIntake intake;
  private final Proofs proofs;
  private final Caller caller;
  private final Vertx vertx;

  EntryResource(EntryIntake intake, Proofs proofs, Caller caller, Vertx vertx) {
    this.intake = intake;
    this.proofs = proofs;
    this.caller = caller;
    this.vertx = vertx;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed("service")
  @NonBlocking
  public Uni<Response> append(byte[] body) {
    return answers(List.of(body)).map(all -> single(all.get(0)));
  }

  @POST
  @Consumes(NDJSON)
  @Produces(NDJSON)
  @RolesAllowed("service")
  @NonBlocking
  public Uni<Response> appendBatch(byte[] body) {
    if (body.length <= MAX_ON_THE_LOOP) {
      return answers(Batches.lines(body)).map(this::lines);
    }
    // Asked here: the worker knows no caller.
    String client = caller.client();
    return Uni.createFrom()
        .item(() -> Batches.lines(body))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .flatMap(events -> Uni.createFrom().completionStage(intake.submit(client, events)))
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(this::lines);
  }

  /**
   * Waits for the outcomes; goes on where the request is at home, or on a worker when the database
   * must be read.
   */
  private Uni<List<Answered>> answers(List<byte[]> events) {
    CompletionStage<List<Answered>> stage = intake.submit(caller.client(), events);
    Context context = vertx.getOrCreateContext();
    return Uni.createFrom()
        .<List<Answered>>emitter(
            emitter ->
                stage.thenAccept(all -> context.runOnContext(nothing -> emitter.complete(all))))
        .flatMap(
            all ->
                all.stream().anyMatch(one -> one.outcome() instanceof AppendOutcome.AlreadyLogged)
                    ? Uni.createFrom().item(all).emitOn(Infrastructure.getDefaultWorkerPool())
                    : Uni.createFrom().item(all));
  }

  private Response single(Answered answered) {
    AppendOutcome outcome = answered.outcome();
    if (outcome instanceof AppendOutcome.Refused refused) {
      throw refused.problem();
    }
    return Response.status(outcome instanceof AppendOutcome.Logged ? 201 : 200)
        .entity(json(answered))
        .type(MediaType.APPLICATION_JSON)
        .build();
  }

  private Response lines(List<Answered> all) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(all.size() * 1536);
    for (Answered answered : all) {
      out.writeBytes(json(answered));
      out.write('\n');
    }
    return Response.ok(out.toByteArray(), NDJSON).build();
  }

  private byte[] json(Answered answered) {
    if (answered.outcome() instanceof AppendOutcome.Logged logged) {
      return AnswerJson.of(
          answered.knownId(),
          logged.index(),
          logged.recordedMillis(),
          logged.batch().inclusionProof(logged.index()),
          logged.batch().checkpointJson());
    }
    if (answered.outcome() instanceof AppendOutcome.AlreadyLogged earlier) {
      Proofs.Proof proof = proofs.now(earlier.index());
      return AnswerJson.of(
          answered.knownId(),
          earlier.index(),
          earlier.recordedMillis(),
          proof.inclusion(),
          NoteJson.quote(proof.checkpoint().toString()));
    }
    if (answered.outcome() instanceof AppendOutcome.Refused refused) {
      return refused.problem().document().toJson().getBytes(StandardCharsets.UTF_8);
    }
    throw new AssertionError(answered.outcome());
  }
}
