package dev.tallystick.consent.stop;

import dev.tallystick.caller.Caller;
import dev.tallystick.idempotency.Idempotent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The person's emergency brake. */
@Path("/v1/me/freeze")
@RolesAllowed("citizen")
@Tag(name = "consents")
class FreezeResource {
  private final SetFreeze setFreeze;
  private final LiftFreeze liftFreeze;
  private final Caller caller;

  FreezeResource(SetFreeze setFreeze, LiftFreeze liftFreeze, Caller caller) {
    this.setFreeze = setFreeze;
    this.liftFreeze = liftFreeze;
    this.caller = caller;
  }

  @POST
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "freeze",
      summary = "Stop every release about me",
      description =
          "Is never refused. A second call answers with the freeze that holds; while the log is away the answer"
              + " is 202, and no permit is signed until the freeze is logged.")
  @APIResponse(
      responseCode = "201",
      description = "Everything is frozen.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = StoppedJson.class)))
  @APIResponse(
      responseCode = "200",
      description = "Everything was frozen before.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = StoppedJson.class)))
  @APIResponse(
      responseCode = "202",
      description = "Everything is frozen; the proof follows.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = StoppedJson.class)))
  public Response set(@RequestBody(required = false) @Valid @Nullable FreezeRequestJson request) {
    Optional<String> reason = Optional.ofNullable(request).map(FreezeRequestJson::reason);
    Stopped stopped = setFreeze.set(caller.requireSubject(), reason);
    return Response.status(StoppedJson.status(stopped))
        .entity(StoppedJson.of(stopped, null))
        .build();
  }

  @POST
  @Path("lift")
  @Idempotent
  @Operation(operationId = "liftFreeze", summary = "Let releases about me go on")
  @APIResponse(
      responseCode = "201",
      description = "Nothing is frozen any more.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = StoppedJson.class)))
  @APIResponse(responseCode = "409", ref = "problem")
  public Response lift() {
    Stopped lifted = new Stopped.Now(liftFreeze.lift(caller.requireSubject()));
    return Response.status(Response.Status.CREATED).entity(StoppedJson.of(lifted, null)).build();
  }
}
