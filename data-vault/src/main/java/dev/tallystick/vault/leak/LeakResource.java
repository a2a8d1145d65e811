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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whose copy has leaked. */
@Path("/v1/leaks:trace")
@Tag(name = "leaks", description = "Tracing records that have turned up somewhere.")
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
  @Operation(
      operationId = "traceLeak",
      summary = "Rank recipients by how likely they have leaked these rows",
      description =
          "Compares the rows inside the vault; nothing of a record leaves. Each person concerned"
              + " sees a read with the purpose LEAK_TRACE, logged before a record is opened. Only"
              + " records deposited by parties of the engagement count. Each trace is a new one, so"
              + " there is no Idempotency-Key.")
  @APIResponse(responseCode = "200", description = "The ranking.")
  @APIResponse(responseCode = "503", ref = "problem")
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
