package dev.tallystick.consent.party;

import dev.tallystick.caller.Caller;
import dev.tallystick.consent.FieldForms;
import dev.tallystick.idempotency.Idempotent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The keys of a party, in its own hands. */
@Path("/v1/parties/{id}/keys")
@Tag(name = "parties")
class KeyResource {
  private final PartyKeyRegistration keys;
  private final Caller caller;

  KeyResource(PartyKeyRegistration keys, Caller caller) {
    this.keys = keys;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({"platform", "bureau", "lender", "auditor", "regulator"})
  @Idempotent
  @Operation(
      operationId = "registerKey",
      summary = "Register a key of one's own party",
      description =
          "With a proof, so that nobody registers a key that is somebody else's. A signing key proves itself; the"
              + " proof of a key to seal to is signed by a signing key that is registered already, so that one comes"
              + " first.")
  @APIResponse(
      responseCode = "201",
      description = "The key is registered.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = PartyLoggedJson.class)))
  @APIResponse(responseCode = "404", ref = "problem")
  @APIResponse(responseCode = "409", ref = "problem")
  @APIResponse(responseCode = "422", ref = "problem")
  public Response register(
      @Parameter(description = "The party's id")
          @PathParam("id")
          @Pattern(regexp = FieldForms.PARTY) String id,
      @NotNull @Valid KeyRequestJson request) {
    caller.requireParty(id);
    PartyKeyRegistration.NewKey key = PartyKeyRegistration.read(request);
    return created(PartyLoggedJson.ofKey(id, key.thumbprint(), keys.register(id, key)));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("{thumbprint}/revocation")
  @RolesAllowed({"platform", "bureau", "lender", "auditor", "regulator"})
  @Idempotent
  @Operation(operationId = "revokeKey", summary = "Revoke a key of one's own party")
  @APIResponse(
      responseCode = "201",
      description = "The key is revoked.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = PartyLoggedJson.class)))
  @APIResponse(responseCode = "404", ref = "problem")
  public Response revoke(
      @Parameter(description = "The party's id")
          @PathParam("id")
          @Pattern(regexp = FieldForms.PARTY) String id,
      @Parameter(description = "The key's JWK thumbprint")
          @PathParam("thumbprint")
          @Pattern(regexp = "[A-Za-z0-9_-]{43}") String thumbprint,
      @NotNull @Valid KeyRevocationJson request) {
    caller.requireParty(id);
    return created(
        PartyLoggedJson.ofKey(
            id,
            thumbprint,
            keys.revoke(id, thumbprint, request.reason(), Optional.ofNullable(request.since()))));
  }

  private static Response created(PartyLoggedJson logged) {
    return Response.status(Response.Status.CREATED).entity(logged).build();
  }
}
