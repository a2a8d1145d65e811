package dev.tallystick.audit.anomaly;

import dev.tallystick.audit.access.AuditedParties;
import dev.tallystick.audit.document.AnomalyClearing;
import dev.tallystick.audit.document.AnomalySuspension;
import dev.tallystick.audit.document.ListedAnomaly;
import dev.tallystick.audit.index.AnomalyIndex;
import dev.tallystick.audit.index.IndexCursor;
import dev.tallystick.audit.index.IndexedAnomaly;
import dev.tallystick.audit.usage.PageRequest;
import dev.tallystick.caller.Caller;
import dev.tallystick.events.json.CanonicalJson;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/anomalies}: what detectors have raised, and what became of it (R53). */
@Path("/v1/anomalies")
class AnomalyResource {
  private final AnomalyIndex anomalies;
  private final IndexCursor cursor;
  private final Caller caller;
  private final Clock clock;

  AnomalyResource(AnomalyIndex anomalies, IndexCursor cursor, Caller caller, Clock clock) {
    this.anomalies = anomalies;
    this.cursor = cursor;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({"regulator", "auditor"})
  @Blocking
  public Response list(
      @QueryParam("cursor") @Nullable String from,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    PageRequest page = PageRequest.of(from, limit);
    long size = cursor.next();
    long before = Math.min(size, page.before().orElse(size));
    List<IndexedAnomaly> found = anomalies.find(AuditedParties.of(caller), before, limit + 1);
    boolean more = found.size() > limit;
    List<IndexedAnomaly> shown = more ? found.subList(0, limit) : found;
    String next =
        more ? ",\"next\":\"" + PageRequest.cursor(shown.get(limit - 1).index()) + "\"" : "";
    long now = clock.millis();
    String json =
        shown.stream()
            .map(anomaly -> CanonicalJson.text(listed(anomaly, now).toJson()))
            .collect(
                Collectors.joining(
                    ",", "{\"size\":" + size + ",\"anomalies\":[", "]" + next + "}"));
    return Response.ok(json, MediaType.APPLICATION_JSON).build();
  }

  /** Whom a detector watched and what it counted; nothing of a person. */
  private static ListedAnomaly listed(IndexedAnomaly anomaly, long now) {
    return ListedAnomaly.builder()
        .event(anomaly.event())
        .anomaly(anomaly.anomaly())
        .index(anomaly.index())
        .recordedAt(Instant.ofEpochMilli(anomaly.recordedMillis()))
        .party(anomaly.party())
        .detector(anomaly.seen().detector())
        .from(anomaly.seen().from())
        .until(anomaly.seen().until())
        .observed(anomaly.seen().observed())
        .expected(anomaly.seen().expected())
        .severity(anomaly.seen().severity())
        .cleared(anomaly.cleared().map(AnomalyResource::clearing))
        .suspension(anomaly.suspension().map(held -> suspension(held, now)))
        .build();
  }

  private static AnomalyClearing clearing(IndexedAnomaly.Clearing cleared) {
    return new AnomalyClearing(
        cleared.event(),
        cleared.index(),
        Instant.ofEpochMilli(cleared.recordedMillis()),
        cleared.found().finding());
  }

  private static AnomalySuspension suspension(IndexedAnomaly.Suspension held, long now) {
    return new AnomalySuspension(
        held.event(),
        held.index(),
        held.holdsAt(now),
        held.untilMillis().isPresent()
            ? Optional.of(Instant.ofEpochMilli(held.untilMillis().getAsLong()))
            : Optional.empty(),
        held.restored());
  }
}
