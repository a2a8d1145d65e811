package dev.tallystick.houserules.openapi.sample;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** A small API, which documents of the test describe well and badly. */
@Path("/orders")
@RolesAllowed("lender")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class SampleResource {
  @POST
  Response order(@HeaderParam("Idempotency-Key") String key, @NotNull OrderJson order) {
    return Response.ok(new OrderedJson(key)).build();
  }

  @GET
  @Path("{id}")
  @PermitAll
  OrderJson show(@PathParam("id") String id, @QueryParam("language") String language) {
    return new OrderJson(id, OrderJson.Size.SMALL, new OrderJson.ItemJson(language));
  }
}
