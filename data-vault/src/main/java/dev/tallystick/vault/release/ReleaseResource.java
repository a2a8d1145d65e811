package dev.tallystick.vault.release;

import dev.tallystick.caller.Caller;
import dev.tallystick.problem.ProblemDocument;
import dev.tallystick.vault.IdempotencyKey;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The one door that records leave by. */
@Path("/v1/releases")
@Tag(name = "releases", description = "Handing records to whom a decision permits.")
class ReleaseResource {
  private final ReleaseRecords releases;
  private final Caller caller;
  private final ReleaseSteps steps;

  ReleaseResource(ReleaseRecords releases, Caller caller, ReleaseSteps steps) {
    this.releases = releases;
    this.caller = caller;
    this.steps = steps;
  }

  @POST
  @RolesAllowed({"platform", "bureau", "lender", "service"})
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "releaseRecords",
      summary = "Ask for records about a person",
      description =
          "One release for each platform that has records in the wanted categories, each decided"
              + " and logged before its payload is sent; platforms that are refused stand in"
              + " omitted. Within 60 seconds the same request under the same key gets the same"
              + " bytes; later it has lapsed. Any other edge than from a platform to the bureau"
              + " that asks, whatever it is called, is judged by the roles of both sides.")
  @APIResponse(
      responseCode = "200",
      description = "What is released, sealed to the recipient, with the log's receipts.",
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Released")))
  @APIResponse(responseCode = "409", ref = "problem")
  @APIResponse(responseCode = "503", ref = "problem")
  public Response release(
      @Parameter(
              required = true,
              description =
                  "Drawn by the caller, 8 to 128 visible ASCII characters; the same request again"
                      + " goes on or repeats.")
          @HeaderParam("Idempotency-Key")
          @Nullable String key,
      @NotNull @Valid ReleaseRequestJson request) {
    IdempotencyKey idempotencyKey = IdempotencyKey.of(key);
    ReleaseAnswer answer =
        releases.answer(
            new ReleaseRecords.Asker(caller.client(), caller.party()),
            idempotencyKey.value(),
            request.request());
    Optional<ProblemDocument> refusal = answer.refusal();
    if (refusal.isPresent()) {
      return Response.status(refusal.get().status())
          .type(ProblemDocument.MEDIA_TYPE)
          .entity(answer.toProblemJson())
          .build();
    }
    byte[] json = answer.toJson();
    StreamingOutput sending =
        out -> {
          steps.attempt(answer.events());
          out.write(json);
          out.flush();
          // Only what was handed to the connection counts as sent.
          steps.sent(answer.events());
        };
    return Response.ok(sending, MediaType.APPLICATION_JSON).build();
  }
}
