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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * {@code POST /v1/entries}. Stays on the event loop: a hand-over to a worker thread costs as much
 * as a token check. The event's own id is the idempotency key, so no header is needed.
 */
@Path("/v1/entries")
@Tag(name = "entries", description = "Appending events to the log, and their receipts.")
class EntryResource {
  static final String NDJSON = "application/x-ndjson";

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
  @Operation(
      operationId = "appendEntry",
      summary = "Append one event",
      description =
          "Answered when the event is durable, with a proof. Sending the same event again is safe.")
  @RequestBody(
      required = true,
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "AppendRequest")))
  @APIResponse(
      responseCode = "201",
      description = "Logged now",
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "AppendAnswer")))
  @APIResponse(
      responseCode = "200",
      description = "Logged before, by the same event",
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "AppendAnswer")))
  @APIResponse(responseCode = "400", ref = "problem")
  @APIResponse(responseCode = "403", ref = "problem")
  @APIResponse(responseCode = "409", ref = "problem")
  @APIResponse(responseCode = "413", ref = "problem")
  @APIResponse(responseCode = "422", ref = "problem")
  @APIResponse(responseCode = "503", ref = "problem")
  public Uni<Response> append(byte[] body) {
    return answers(List.of(body)).map(all -> single(all.get(0)));
  }

  @POST
  @Consumes(NDJSON)
  @Produces(NDJSON)
  @RolesAllowed("service")
  @NonBlocking
  @Operation(
      operationId = "appendEntries",
      summary = "Append a batch of events",
      description =
          "One event a line, at most 1,000. The answer has a line for each, in the same order: an answer or a"
              + " problem. Each event stands for itself; a refused one does not keep the others out.")
  @RequestBody(
      required = true,
      content = @Content(mediaType = NDJSON, schema = @Schema(implementation = String.class)))
  @APIResponse(
      responseCode = "200",
      description = "A line for each event",
      content = @Content(mediaType = NDJSON, schema = @Schema(implementation = String.class)))
  @APIResponse(responseCode = "413", ref = "problem")
  @APIResponse(responseCode = "422", ref = "problem")
  public Uni<Response> appendBatch(byte[] body) {
    return answers(Batches.lines(body)).map(this::lines);
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
