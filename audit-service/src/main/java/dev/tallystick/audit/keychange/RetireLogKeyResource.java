package dev.tallystick.audit.keychange;

import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.caller.Caller;
import dev.tallystick.events.type.LogKeyRetired;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code POST /v1/log-keys:retire}: a key of the log signs no more. */
@Path("/v1/log-keys:retire")
@RolesAllowed("operator")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class RetireLogKeyResource {
  private final ChangeLogKeys keys;
  private final Caller caller;

  RetireLogKeyResource(ChangeLogKeys keys, Caller caller) {
    this.keys = keys;
    this.caller = caller;
  }

  /** The wire form of a retirement. */
  @RegisterForReflection
  record RetirementJson(
      @NotNull @Size(max = 300) String vkey, @NotNull @Size(max = 20) String reason) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public LogKeyChangeJson retire(@NotNull @Valid RetirementJson request) {
    return LogKeyChangeJson.of(
        keys.retire(request.vkey(), reason(request.reason()), caller.account()));
  }

  private static LogKeyRetired.Reason reason(String text) {
    try {
      return LogKeyRetired.Reason.of(text);
    } catch (IllegalArgumentException e) {
      throw AuditProblem.ofField(
          AuditProblemCode.LOG_KEY_UNKNOWN, "reason", "ROTATED or COMPROMISED");
    }
  }
}
