package dev.tallystick.vault.leak;

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

/** Whose copy has leaked. */
@Path("/v1/leaks:trace")
class LeakResource {
  private final TraceLeak trace;
  private final Caller caller;

  LeakResource(TraceLeak trace, Caller caller) {
    this.trace = trace;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("auditor")
  public TraceJson trace(@NotNull @Valid TraceRequestJson request) {
    if (caller.auditScope().isEmpty()) {
      throw new VaultProblem(VaultProblemCode.OUT_OF_AUDIT_SCOPE);
    }
    return TraceJson.of(
        trace.trace(
            new TraceLeak.Asker(caller.account(), request.ticket(), caller.auditScope()),
            request.toRows(),
            request.toModel()));
  }
}
