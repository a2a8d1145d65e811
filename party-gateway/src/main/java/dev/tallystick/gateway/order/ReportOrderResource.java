package dev.tallystick.gateway.order;

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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** {@code /v1/orders}: reports, from the order to their destruction. */
@Path("/v1/orders")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class ReportOrderResource {
  private final PlaceReportOrder place;
  private final ReadOrders read;
  private final DecisionSteps decisions;
  private final DestructionSteps destructions;
  private final OrderRunner runner;

  ReportOrderResource(
      PlaceReportOrder place,
      ReadOrders read,
      DecisionSteps decisions,
      DestructionSteps destructions,
      OrderRunner runner) {
    this.place = place;
    this.read = read;
    this.decisions = decisions;
    this.destructions = destructions;
    this.runner = runner;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("lender")
  @ResponseStatus(202)
  @Idempotent
  public ReportOrderJson order(@NotNull @Valid ReportOrderRequestJson request) {
    ReportOrderJson placed = place.place(request, null);
    runner.wake();
    return placed;
  }

  @GET
  @RolesAllowed("lender")
  public ReportOrdersJson list(
      @QueryParam("state") @Nullable OrderState state,
      @QueryParam("cursor") @Nullable String cursor) {
    return read.list(Optional.ofNullable(state), cursor);
  }

  @GET
  @Path("/{id}")
  @RolesAllowed("lender")
  public ReportOrderJson find(@PathParam("id") String id) {
    return read.find(id);
  }

  @GET
  @Path("/{id}/report")
  @RolesAllowed("lender")
  public KeptReportJson report(@PathParam("id") String id) {
    return read.report(id);
  }

  @GET
  @Path("/{id}/receipt")
  @RolesAllowed("lender")
  public String receipt(@PathParam("id") String id) {
    return read.receipt(id);
  }

  @POST
  @Path("/{id}/decision")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("lender")
  @Idempotent
  public ReportOrderJson decide(
      @PathParam("id") String id, @NotNull @Valid CreditDecisionJson decision) {
    return decisions.decide(id, decision, null);
  }

  @POST
  @Path("/{id}/destruction")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("lender")
  @Idempotent
  public ReportOrderJson destroy(
      @PathParam("id") String id, @NotNull @Valid DestructionReasonJson reason) {
    return destructions.destroy(id, reason.reason());
  }
}
