package dev.tallystick.consent.right;

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

/** Rights: asked for by persons or who may act for them, answered by parties. */
@Path("/v1")
class RightResource {
  private final RequestRight requestRight;
  private final AnswerRight answerRight;
  private final Caller caller;

  RightResource(RequestRight requestRight, AnswerRight answerRight, Caller caller) {
    this.requestRight = requestRight;
    this.answerRight = answerRight;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("rights")
  @RolesAllowed("citizen")
  @Idempotent
  public Response request(@NotNull @Valid RightRequestJson request) {
    RequestRight.Requested requested = requestRight.request(request, caller.requireSubject());
    return created(RightLoggedJson.of(requested.right(), requested.logged()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("rights/{id}/refusal")
  @RolesAllowed({"platform", "bureau", "lender"})
  @Idempotent
  public Response refuse(
      @PathParam("id") @Pattern(regexp = "rgt_" + FieldForms.UUID7) String id,
      @NotNull @Valid RightRefusalJson refusal) {
    return created(RightLoggedJson.of(id, answerRight.refuse(id, caller.requireParty(), refusal)));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("rights/{id}/fulfilment")
  @RolesAllowed({"platform", "bureau", "lender"})
  @Idempotent
  public Response fulfil(
      @PathParam("id") @Pattern(regexp = "rgt_" + FieldForms.UUID7) String id,
      @NotNull @Valid RightFulfilmentJson fulfilment) {
    return created(
        answerRight.fulfil(
            id, caller.requireParty(), Optional.ofNullable(fulfilment.explanation())));
  }

  private static Response created(RightLoggedJson logged) {
    return Response.status(Response.Status.CREATED).entity(logged).build();
  }
}
