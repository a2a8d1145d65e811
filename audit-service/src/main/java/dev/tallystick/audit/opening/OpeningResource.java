package dev.tallystick.audit.opening;

import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.storage.LogStateRepository;
import dev.tallystick.caller.Caller;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/openings}: for auditors. */
@Path("/v1/openings")
class OpeningResource {
  static final int MAX_ENTRIES = 10_000;
  private static final String NDJSON = "application/x-ndjson";

  private final Openings openings;
  private final ReadRecord record;
  private final LogStateRepository states;
  private final Caller caller;

  OpeningResource(Openings openings, ReadRecord record, LogStateRepository states, Caller caller) {
    this.openings = openings;
    this.record = record;
    this.states = states;
    this.caller = caller;
  }

  @GET
  @Produces(NDJSON)
  @RolesAllowed("auditor")
  @Blocking
  public Response read(
      @QueryParam("from") @Nullable Long from,
      @QueryParam("to") @Nullable Long to,
      @QueryParam("purpose") @DefaultValue("audit") @Size(min = 1, max = 200) String purpose) {
    Set<String> scope = caller.auditScope();
    if (scope.isEmpty()) {
      throw AuditProblem.of(AuditProblemCode.OUT_OF_AUDIT_SCOPE);
    }
    long size = states.find().map(LogState::size).orElse(0L);
    if (from == null || from < 0 || from >= size) {
      throw AuditProblem.ofField(AuditProblemCode.RANGE_INVALID, "from", "0 to " + (size - 1));
    }
    if (to == null || to <= from || to > Math.min(size, from + MAX_ENTRIES)) {
      throw AuditProblem.ofField(
          AuditProblemCode.RANGE_INVALID,
          "to",
          "after from, at most the log's size, "
              + size
              + ", and at most "
              + MAX_ENTRIES
              + " entries");
    }
    long start = from;
    long end = to;
    long index = record.bulkRead(caller.account(), scope, purpose, start, end);
    StreamingOutput body = out -> openings.write(start, end, scope, out);
    return Response.ok(body, NDJSON).header("Audit-Index", index).build();
  }
}
