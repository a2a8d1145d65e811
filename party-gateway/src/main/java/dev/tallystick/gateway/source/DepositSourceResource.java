package dev.tallystick.gateway.source;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code GET /v1/sources}: how far the query and the topic are read. */
@Path("/v1/sources")
@Blocking
class DepositSourceResource {
  private final DepositSourceRepository sources;

  DepositSourceResource(DepositSourceRepository sources) {
    this.sources = sources;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed("platform")
  public DepositSourcesJson list() {
    return new DepositSourcesJson(sources.all().stream().map(DepositSourceJson::of).toList());
  }
}
