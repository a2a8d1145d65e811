package dev.tallystick.approvals;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code /v1/approvals}: what one person has proposed and another one has to approve. */
@Path("/v1/approvals")
@Produces(MediaType.APPLICATION_JSON)
class ApprovalResource {
  private static final String ID = "apr_[0-9a-f-]{36}";

  private final Approvals approvals;
  private final PrivilegedActs acts;
  private final CurrentPerson current;

  ApprovalResource(Approvals approvals, PrivilegedActs acts, CurrentPerson current) {
    this.approvals = approvals;
    this.acts = acts;
    this.current = current;
  }

  @GET
  @RolesAllowed({"regulator", "operator", "auditor"})
  public ApprovalsJson list() {
    return ApprovalsJson.of(approvals.newest());
  }

  @POST
  @Path("{id}/approval")
  @RolesAllowed({"regulator", "operator"})
  public ApprovalJson approve(@PathParam("id") @Pattern(regexp = ID) String id) {
    ActingPerson person = current.get();
    acts.count(person);
    return ApprovalJson.of(approvals.approve(id, person));
  }

  @POST
  @Path("{id}/refusal")
  @RolesAllowed({"regulator", "operator"})
  public ApprovalJson refuse(@PathParam("id") @Pattern(regexp = ID) String id) {
    ActingPerson person = current.get();
    acts.count(person);
    return ApprovalJson.of(approvals.refuse(id, person));
  }
}
