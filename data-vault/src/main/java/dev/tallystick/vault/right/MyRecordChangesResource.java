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
import org.jboss.resteasy.reactive.ResponseStatus;

/** A person changes how the records about them may be used. */
@Path("/v1")
@RolesAllowed("citizen")
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
  public void state(
      @PathParam("id") @Pattern(regexp = "rec_[0-9a-f-]{36}") String id,
      @NotNull @Valid StatementJson statement) {
    changes.state(caller.requireSubject(), id, statement.toText());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("me/records/{id}/restriction")
  @ResponseStatus(204)
  public void restrict(
      @PathParam("id") @Pattern(regexp = "rec_[0-9a-f-]{36}") String id,
      @NotNull @Valid RestrictionJson restriction) {
    changes.restrict(caller.requireSubject(), id, restriction.restricted());
  }
}
