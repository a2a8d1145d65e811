package dev.tallystick.gateway.consent;

import dev.tallystick.idempotency.Idempotent;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code /v1/consent-asks}: consents that persons are asked for. */
@Path("/v1/consent-asks")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class PersonAskResource {
  private final AskConsent consents;

  PersonAskResource(AskConsent consents) {
    this.consents = consents;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("lender")
  @ResponseStatus(202)
  @Idempotent
  public PersonAskJson ask(@NotNull @Valid PersonAskRequestJson request) {
    return consents.ask(request, null);
  }

  @GET
  @Path("/{id}")
  @RolesAllowed("lender")
  public PersonAskJson find(@PathParam("id") String id) {
    return consents.find(id);
  }
}
