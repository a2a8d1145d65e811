package dev.tallystick.audit.keychange;

import dev.tallystick.caller.Caller;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code POST /v1/log-keys:add}: one more key of the log. */
@Path("/v1/log-keys:add")
@RolesAllowed("operator")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class AddLogKeyResource {
  private final ChangeLogKeys keys;
  private final Caller caller;

  AddLogKeyResource(ChangeLogKeys keys, Caller caller) {
    this.keys = keys;
    this.caller = caller;
  }

  @POST
  public LogKeyChangeJson add() {
    return LogKeyChangeJson.of(keys.add(caller.account()));
  }
}
