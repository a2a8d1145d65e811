package dev.tallystick.vault.staff;

import dev.tallystick.caller.Caller;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Clerks of a platform look at what it has deposited. */
@Path("/v1/staff-reads")
@Tag(name = "staff reads", description = "Reads by staff, each of which the person sees.")
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
  @Operation(
      operationId = "readAsStaff",
      summary = "Look at the records that the own platform has deposited about a person",
      description =
          "For tokens that name a clerk. Says how, what for and on which ticket; it is in the log"
              + " before the first byte. The person sees purpose and time, the clerk and the ticket"
              + " stand where auditors read. Each look is a new one, so there is no"
              + " Idempotency-Key.")
  @APIResponse(responseCode = "200", description = "The records.")
  @APIResponse(responseCode = "404", ref = "problem")
  @APIResponse(responseCode = "423", ref = "problem")
  @APIResponse(responseCode = "503", ref = "problem")
  public StaffReadJson read(@NotNull @Valid StaffReadRequestJson request) {
    String staff =
        caller
            .staff()
            .orElseThrow(
                () ->
                    VaultProblem.ofField(
                        VaultProblemCode.STAFF_PURPOSE_REQUIRED, "staff", "named"));
    return StaffReadJson.of(
        reads.read(
            request.toLook(caller.requireParty(), staff),
            request.subject(),
            new TreeSet<>(request.categories())));
  }
}
