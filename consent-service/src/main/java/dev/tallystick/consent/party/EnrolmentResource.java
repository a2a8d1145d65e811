package dev.tallystick.consent.party;

import dev.tallystick.caller.Caller;
import dev.tallystick.consent.FieldForms;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** {@code POST /v1/parties/{id}/enrolment}: a code by which a party registers its first key. */
@Path("/v1/parties/{id}/enrolment")
class EnrolmentResource {
  private final PartyEnrolment enrolment;
  private final Caller caller;

  EnrolmentResource(PartyEnrolment enrolment, Caller caller) {
    this.enrolment = enrolment;
    this.caller = caller;
  }

  /**
   * Asks for no {@code Idempotency-Key}: its answer would be kept, and the code is kept nowhere.
   * Asked again, it issues another code, and the one before is worth nothing.
   */
  @POST
  @RolesAllowed("regulator")
  public Response issue(@PathParam("id") @Pattern(regexp = FieldForms.PARTY) String id) {
    return Response.status(Response.Status.CREATED)
        .header("Cache-Control", "no-store")
        .entity(EnrolmentJson.of(id, enrolment.issue(id, caller.requireParty())))
        .build();
  }
}
