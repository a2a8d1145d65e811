package dev.tallystick.audit.release;

import dev.tallystick.audit.access.AuditedParties;
import dev.tallystick.audit.document.DayFlow;
import dev.tallystick.audit.index.IndexCursor;
import dev.tallystick.audit.index.MoneyFlows;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.caller.Caller;
import dev.tallystick.events.json.JsonObject;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/money-flow}: what was charged between parties, by day and product. */
@Path("/v1/money-flow")
class MoneyFlowResource {
  private static final int MOST_SUMS = 10_000;

  private final MoneyFlows flows;
  private final IndexCursor cursor;
  private final Caller caller;

  MoneyFlowResource(MoneyFlows flows, IndexCursor cursor, Caller caller) {
    this.flows = flows;
    this.cursor = cursor;
    this.caller = caller;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({"regulator", "auditor"})
  @Blocking
  public Response read(
      @QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
    DayRange days = DayRange.of(from, to);
    long size = cursor.next();
    List<MoneyFlows.Flow> found =
        flows.find(days.first(), days.last(), AuditedParties.of(caller), MOST_SUMS + 1);
    if (found.size() > MOST_SUMS) {
      throw AuditProblem.ofField(
          AuditProblemCode.RANGE_INVALID, "to", "days with at most " + MOST_SUMS + " sums");
    }
    String json =
        "{\"size\":"
            + size
            + ",\"flows\":"
            + ReleaseJson.array(found.stream().map(MoneyFlowResource::json).toList())
            + "}";
    return Response.ok(json, MediaType.APPLICATION_JSON).build();
  }

  private static JsonObject json(MoneyFlows.Flow flow) {
    return DayFlow.builder()
        .day(flow.day())
        .from(flow.from())
        .to(flow.to())
        .product(flow.product())
        .currency(flow.currency())
        .releases(flow.releases())
        .amount(flow.amount())
        .build()
        .toJson();
  }
}
