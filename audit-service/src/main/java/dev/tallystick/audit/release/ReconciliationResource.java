package dev.tallystick.audit.release;

import dev.tallystick.audit.access.AuditedParties;
import dev.tallystick.audit.document.ComparedHalves;
import dev.tallystick.audit.document.PairCharge;
import dev.tallystick.audit.index.IndexCursor;
import dev.tallystick.audit.index.Reconciliations;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/reconciliation}: what was released against what was confirmed and charged. */
@Path("/v1/reconciliation")
class ReconciliationResource {
  private static final int MOST_PAIRS = 10_000;

  private final Reconciliations reconciliations;
  private final IndexCursor cursor;
  private final Caller caller;

  ReconciliationResource(Reconciliations reconciliations, IndexCursor cursor, Caller caller) {
    this.reconciliations = reconciliations;
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
    List<Reconciliations.Day> found =
        reconciliations
            .find(days.first(), days.last(), AuditedParties.of(caller), MOST_PAIRS)
            .orElseThrow(
                () ->
                    AuditProblem.ofField(
                        AuditProblemCode.RANGE_INVALID,
                        "to",
                        "days with at most " + MOST_PAIRS + " pairs of parties"));
    String json =
        "{\"size\":"
            + size
            + ",\"days\":"
            + ReleaseJson.array(found.stream().map(ReconciliationResource::json).toList())
            + "}";
    return Response.ok(json, MediaType.APPLICATION_JSON).build();
  }

  private static JsonObject json(Reconciliations.Day day) {
    Reconciliations.Halves halves = day.halves();
    return ComparedHalves.builder()
        .day(day.day())
        .from(day.from())
        .to(day.to())
        .releases(halves.releases())
        .acknowledged(halves.acknowledged())
        .undelivered(halves.undelivered())
        .open(halves.open())
        .oldestOpenAt(
            halves.oldestOpenMillis().isPresent()
                ? Optional.of(Instant.ofEpochMilli(halves.oldestOpenMillis().getAsLong()))
                : Optional.empty())
        .charged(
            day.charged().stream()
                .map(sum -> new PairCharge(sum.currency(), sum.releases(), sum.amount()))
                .toList())
        .build()
        .toJson();
  }
}
