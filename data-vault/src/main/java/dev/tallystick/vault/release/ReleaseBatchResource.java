package dev.tallystick.vault.release;

import dev.tallystick.caller.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The same door for requests about many people. */
@Path("/v1/releases:batch")
@Tag(name = "releases", description = "Handing records to whom a decision permits.")
class ReleaseBatchResource {
  private static final String NDJSON = "application/x-ndjson";

  private final ReleaseBatch batch;
  private final Caller caller;

  ReleaseBatchResource(ReleaseBatch batch, Caller caller) {
    this.batch = batch;
    this.caller = caller;
  }

  @POST
  @RolesAllowed({"platform", "bureau", "lender", "service"})
  @Consumes(NDJSON)
  @Produces(NDJSON)
  @Operation(
      operationId = "releaseManyRecords",
      summary = "Ask for records about many people",
      description =
          "At most 500 lines and 1 MB, each line {key, request}: a release-request+jws of its own"
              + " and the Idempotency-Key that it would have alone. Each is decided and logged by"
              + " itself and answered by a line {line, status, answer} or {line, status, problem},"
              + " in the same order, as they come about. A batch that broke off is sent again as it"
              + " is; within 60 seconds the lines answered before get the same bytes.")
  @RequestBody(
      required = true,
      content = @Content(mediaType = NDJSON, schema = @Schema(implementation = String.class)))
  @APIResponse(
      responseCode = "200",
      description = "A line for each line.",
      content = @Content(mediaType = NDJSON, schema = @Schema(implementation = String.class)))
  @APIResponse(responseCode = "413", ref = "problem")
  public Response release(@NotNull String lines) {
    List<BatchLine.Asked> asked = ReleaseBatch.parse(lines);
    ReleaseRecords.Asker asker = new ReleaseRecords.Asker(caller.client(), caller.party());
    StreamingOutput answer = out -> batch.answer(asker, asked, out);
    return Response.ok(answer, NDJSON).build();
  }
}
