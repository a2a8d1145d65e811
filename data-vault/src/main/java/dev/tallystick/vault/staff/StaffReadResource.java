package dev.tallystick.vault.staff;

import dev.tallystick.caller.Caller;
import dev.tallystick.caller.CallerProblem;
import dev.tallystick.caller.StaffReason;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.TreeSet;

/** Clerks of a platform look at what it has deposited. */
@Path("/v1/staff-reads")
class StaffReadResource {
  private final StaffReads reads;
  private final Caller caller;

  StaffReadResource(StaffReads reads, Caller caller) {
    this.reads = reads;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("platform")
  public StaffReadJson read(@NotNull @Valid StaffReadRequestJson request) {
    StaffReason reason =
        caller
            .staffReason(request.manner(), request.purpose(), request.ticket())
            .orElseThrow(() -> new CallerProblem.StaffPurposeRequired("staff"));
    return StaffReadJson.of(
        reads.read(
            caller.requireParty(), reason, request.subject(), new TreeSet<>(request.categories())));
  }
}
