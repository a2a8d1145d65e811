package dev.tallystick.vault.right;

import dev.tallystick.caller.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** A person changes how the records about them may be used. */
@Path("/v1")
@RolesAllowed("citizen")
@Tag(name = "my records", description = "What a person may ask of the records about them.")
class MyRecordChangesResource {
  private final ChangeMyRecords changes;
  private final Caller caller;

  MyRecordChangesResource(ChangeMyRecords changes, Caller caller) {
    this.changes = changes;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("me/records/{id}/statement")
  @ResponseStatus(204)
  @Operation(
      operationId = "stateOnRecord",
      summary = "Say something about a record",
      description =
          "It travels with every release of the record; a new one replaces the one before.")
  @APIResponse(responseCode = "204", description = "It stands, or is off.")
  @APIResponse(responseCode = "410", ref = "problem")
  public void state(
      @PathParam("id") @Pattern(regexp = "rec_[0-9a-f-]{36}") @Parameter(description = "Its id.")
          String id,
      @NotNull @Valid StatementJson statement) {
    changes.state(caller.requireSubject(), id, statement.toText());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("me/records/{id}/restriction")
  @ResponseStatus(204)
  @Operation(
      operationId = "restrictRecord",
      summary = "Have a record kept and not used",
      description = "Or used again; what a law restricts stays so.")
  @APIResponse(responseCode = "204", description = "It is so.")
  @APIResponse(responseCode = "410", ref = "problem")
  @APIResponse(responseCode = "423", ref = "problem")
  public void restrict(
      @PathParam("id") @Pattern(regexp = "rec_[0-9a-f-]{36}") @Parameter(description = "Its id.")
          String id,
      @NotNull @Valid RestrictionJson restriction) {
    changes.restrict(caller.requireSubject(), id, restriction.restricted());
  }
}
