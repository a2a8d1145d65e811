package dev.tallystick.bureau.product;

import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.caller.Caller;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.idempotency.Idempotent;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** {@code /v1/products}: what bureaus sell. */
@Path("/v1/products")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class ProductResource {
  private static final String PARTY = "[a-z0-9][a-z0-9._-]{0,63}";

  private final Products products;
  private final Caller caller;

  ProductResource(Products products, Caller caller) {
    this.products = products;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("bureau")
  @ResponseStatus(201)
  @Idempotent
  public ProductJson.ShownJson register(@NotNull @Valid ProductJson.RequestJson request) {
    return ProductJson.ShownJson.of(
        products.register(bureau(), request.existing(), request.toDraft()));
  }

  @POST
  @Path("/{id}/retirement")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("bureau")
  @ResponseStatus(201)
  @Idempotent
  public ProductJson.LoggedJson retire(
      @PathParam("id") ProductId id, @NotNull @Valid ProductJson.RetirementJson request) {
    LoggedReceipt receipt = products.retire(bureau(), id, Optional.ofNullable(request.reason()));
    return new ProductJson.LoggedJson(id.value(), receipt.eventId().toString(), receipt.index());
  }

  @GET
  @RolesAllowed({"bureau", "lender", "platform", "citizen", "auditor", "regulator", "operator"})
  public ProductJson.AllJson list(
      @QueryParam("bureau") @Pattern(regexp = PARTY) @Nullable String named) {
    BureauId asked = named == null ? bureau() : new BureauId(named);
    return new ProductJson.AllJson(
        asked.value(), products.all(asked).stream().map(ProductJson.ShownJson::of).toList());
  }

  private BureauId bureau() {
    return new BureauId(caller.requireParty());
  }
}
