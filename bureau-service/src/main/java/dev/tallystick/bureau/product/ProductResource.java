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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** {@code /v1/products}: what bureaus sell. */
@Path("/v1/products")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "products", description = "What bureaus sell, each version in the log.")
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
  @Operation(
      operationId = "registerProduct",
      summary = "Register a product, or a new version of one",
      description =
          "Refused with 422 if credit is called something else (R04), or if the model looks at what has nothing to"
              + " do with credit (R38); both refusals are logged.")
  @APIResponse(
      responseCode = "201",
      description = "Registered and logged",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ProductJson.ShownJson.class)))
  @APIResponse(responseCode = "422", ref = "problem")
  @APIResponse(responseCode = "503", ref = "problem")
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
  @Operation(operationId = "retireProduct", summary = "Take a product off the market")
  @APIResponse(
      responseCode = "201",
      description = "Retired and logged",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ProductJson.LoggedJson.class)))
  @APIResponse(responseCode = "404", ref = "problem")
  @APIResponse(responseCode = "503", ref = "problem")
  public ProductJson.LoggedJson retire(
      @PathParam("id")
          @Parameter(
              description = "The product's id",
              schema = @Schema(implementation = String.class))
          ProductId id,
      @NotNull @Valid ProductJson.RetirementJson request) {
    LoggedReceipt receipt = products.retire(bureau(), id, Optional.ofNullable(request.reason()));
    return new ProductJson.LoggedJson(id.value(), receipt.eventId().toString(), receipt.index());
  }

  @GET
  @RolesAllowed({
    "bureau",
    "lender",
    "platform",
    "citizen",
    "auditor",
    "regulator",
    "operator",
    "service"
  })
  @Operation(
      operationId = "listProducts",
      summary = "The products of a bureau",
      description = "The newest version of each; a bureau sees its own if it names none.")
  @APIResponse(responseCode = "200", description = "The products")
  @APIResponse(responseCode = "422", ref = "problem")
  public ProductJson.AllJson list(
      @QueryParam("bureau")
          @Parameter(description = "The bureau's party id; left out, the caller's own")
          @Pattern(regexp = PARTY) @Nullable String named) {
    BureauId asked = named == null ? bureau() : new BureauId(named);
    return new ProductJson.AllJson(
        asked.value(), products.all(asked).stream().map(ProductJson.ShownJson::of).toList());
  }

  private BureauId bureau() {
    return new BureauId(caller.requireParty());
  }
}
