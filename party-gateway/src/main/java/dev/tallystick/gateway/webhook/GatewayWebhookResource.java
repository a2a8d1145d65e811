package dev.tallystick.gateway.webhook;

import dev.tallystick.idempotency.Idempotent;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code /v1/webhooks}: the party's own systems that are told of what happens. */
@Path("/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class GatewayWebhookResource {
  private final SetWebhook webhooks;

  GatewayWebhookResource(SetWebhook webhooks) {
    this.webhooks = webhooks;
  }

  @GET
  @RolesAllowed({"platform", "bureau", "lender"})
  public GatewayWebhooksJson list() {
    return webhooks.list();
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({"platform", "bureau", "lender"})
  @ResponseStatus(201)
  @Idempotent
  public GatewayWebhookJson set(@NotNull @Valid WebhookRequestJson request) {
    return webhooks.set(request.url());
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed({"platform", "bureau", "lender"})
  public void remove(@PathParam("id") String id) {
    webhooks.remove(id);
  }
}
