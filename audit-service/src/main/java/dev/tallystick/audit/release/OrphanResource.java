package dev.tallystick.audit.release;

import dev.tallystick.audit.access.Reader;
import dev.tallystick.audit.index.IndexCursor;
import dev.tallystick.audit.index.IndexedRelease;
import dev.tallystick.audit.index.ReleaseIndex;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.usage.PageRequest;
import dev.tallystick.caller.Caller;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/orphans}: releases of which there is only the seller's half. */
@Path("/v1/orphans")
class OrphanResource {
  private final ReleaseIndex releases;
  private final IndexCursor cursor;
  private final Caller caller;

  OrphanResource(ReleaseIndex releases, IndexCursor cursor, Caller caller) {
    this.releases = releases;
    this.cursor = cursor;
    this.caller = caller;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({"platform", "bureau", "lender", "regulator", "auditor"})
  @Blocking
  public Response list(
      @QueryParam("cursor") @Nullable String from,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    PageRequest page = PageRequest.of(from, limit);
    long size = cursor.next();
    long before = Math.min(size, page.before().orElse(size));
    List<IndexedRelease> found = find(before, limit + 1);
    boolean more = found.size() > limit;
    List<IndexedRelease> shown = more ? found.subList(0, limit) : found;
    String json =
        "{\"size\":"
            + size
            + ",\"orphans\":"
            + ReleaseJson.array(shown.stream().map(ReleaseJson::of).toList())
            + (more ? ",\"next\":\"" + PageRequest.cursor(shown.get(limit - 1).index()) + "\"" : "")
            + "}";
    return Response.ok(json, MediaType.APPLICATION_JSON).build();
  }

  private List<IndexedRelease> find(long before, int limit) {
    if (caller.hasRole("regulator")) {
      return releases.orphans(before, limit);
    }
    if (caller.hasRole("auditor")) {
      Set<String> scope = caller.auditScope();
      if (scope.isEmpty()) {
        throw AuditProblem.of(AuditProblemCode.OUT_OF_AUDIT_SCOPE);
      }
      return scope.contains(Reader.EVERYTHING)
          ? releases.orphans(before, limit)
          : releases.orphansOf(scope, before, limit);
    }
    String party =
        caller.party().orElseThrow(() -> AuditProblem.of(AuditProblemCode.NOT_YOUR_PARTY));
    return releases.orphansOf(Set.of(party), before, limit);
  }
}
