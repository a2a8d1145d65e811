package dev.tallystick.audit.release;

import dev.tallystick.audit.access.Reader;
import dev.tallystick.audit.decision.ParentRelease;
import dev.tallystick.audit.decision.ParentReleases;
import dev.tallystick.audit.index.IndexCursor;
import dev.tallystick.audit.index.IndexedRelease;
import dev.tallystick.audit.opening.ReadRecord;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.caller.Caller;
import dev.tallystick.events.EventId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.problem.EnforcesRule;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** {@code GET /v1/lineage/{id}}: for those whom a release concerns. */
@Path("/v1/lineage/{id}")
class LineageResource {
  private final ReleaseLineage lineage;
  private final IndexCursor cursor;
  private final ParentReleases bodies;
  private final ReadRecord record;
  private final Caller caller;

  LineageResource(
      ReleaseLineage lineage,
      IndexCursor cursor,
      ParentReleases bodies,
      ReadRecord record,
      Caller caller) {
    this.lineage = lineage;
    this.cursor = cursor;
    this.bodies = bodies;
    this.record = record;
    this.caller = caller;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({"citizen", "platform", "bureau", "lender", "auditor", "regulator"})
  @Blocking
  public Response read(
      @PathParam("id") @Size(max = 64) String id,
      @QueryParam("purpose") @DefaultValue("audit") @Size(min = 1, max = 200) String purpose) {
    long size = cursor.next();
    IndexedRelease release = find(id);
    LineageReader asking = LineageReader.of(caller, token -> lineage.person(token, size));
    Reader reader = asking.reader();
    requireConcerned(asking, release);
    Response.ResponseBuilder answer = Response.ok();
    asking
        .engagement()
        .ifPresent(
            scope ->
                answer.header(
                    "Audit-Index",
                    record.entryRead(
                        caller.account(), scope, purpose, release.event(), subject(release))));
    List<ReleaseLineage.Related> up = lineage.up(release, reader);
    String json =
        "{\"size\":"
            + size
            + ",\"release\":"
            + CanonicalJson.text(ReleaseJson.of(release))
            + ",\"up\":"
            + related(up, asking)
            + ",\"deposits\":"
            + ReleaseJson.array(
                lineage.deposits(release, up).stream()
                    .map(deposit -> LineageDepositJson.of(deposit, asking))
                    .toList())
            + ",\"down\":"
            + related(lineage.down(release, reader), asking)
            + ",\"acknowledged\":"
            + release.acknowledged().isPresent()
            + "}";
    return answer.entity(json).type(MediaType.APPLICATION_JSON).build();
  }

  /** Whom it is about, as long as its body can be read. */
  private Optional<String> subject(IndexedRelease release) {
    return Optional.ofNullable(bodies.find(List.of(release.event())).get(release.event()))
        .map(ParentRelease::subject);
  }

  private IndexedRelease find(String id) {
    if (id.startsWith("rel_")) {
      return lineage.find(id).orElseThrow(LineageResource::unknown);
    }
    EventId event;
    try {
      event = EventId.fromString(id);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
    return lineage.find(event).orElseThrow(LineageResource::unknown);
  }

  private static AuditProblem unknown() {
    return AuditProblem.ofDetail(
        AuditProblemCode.RELEASE_UNKNOWN,
        "The log has no such release. One that was logged less than a second ago may follow.");
  }

  @EnforcesRule("R41")
  static void requireConcerned(LineageReader asking, IndexedRelease release) {
    if (!new ReleaseReader(asking.reader()).mayRead(release)) {
      throw asking.refusal();
    }
  }

  private static String related(List<ReleaseLineage.Related> related, LineageReader reader) {
    return ReleaseJson.array(
        related.stream().map(one -> ReleaseJson.of(one, reader.isToldParties())).toList());
  }
}
