package dev.tallystick.audit.erasure;

import dev.tallystick.caller.Caller;
import dev.tallystick.events.EventId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;

/** {@code POST /v1/openings/purges}: what an entry says goes, if it need be kept no longer. */
@Path("/v1/openings/purges")
class PurgeResource {
  private static final String EVENT =
      "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

  private final PurgeEntry purge;
  private final Caller caller;

  PurgeResource(PurgeEntry purge, Caller caller) {
    this.purge = purge;
    this.caller = caller;
  }

  /** The wire form of the request. */
  @RegisterForReflection
  record PurgeJson(@NotNull @Pattern(regexp = EVENT) String event) {}

  /** The wire form of the answer: the day whose bodies are gone. */
  @RegisterForReflection
  record PurgedJson(LocalDate day) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  @Blocking
  public PurgedJson purge(@NotNull @Valid PurgeJson request) {
    return new PurgedJson(purge.purge(EventId.fromString(request.event()), caller.account()));
  }
}
