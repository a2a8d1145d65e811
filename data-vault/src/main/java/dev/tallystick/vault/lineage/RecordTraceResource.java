package dev.tallystick.vault.lineage;

import dev.tallystick.caller.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import java.util.Set;

/** In which deposit a record came, and in which releases it went. */
@Path("/v1/records/{id}/lineage")
class RecordTraceResource {
  private static final String ALL = "*";

  private final TraceRecord trace;
  private final Caller caller;

  RecordTraceResource(TraceRecord trace, Caller caller) {
    this.trace = trace;
    this.caller = caller;
  }

  @GET
  @RolesAllowed({"citizen", "platform", "auditor", "regulator"})
  public RecordTraceJson trace(
      @PathParam("id") @Pattern(regexp = "rec_[0-9a-f-]{36}") String id,
      @QueryParam("purpose") @DefaultValue("lineage") @Pattern(regexp = "[A-Za-z0-9._:/-]{1,64}") String purpose) {
    return RecordTraceJson.of(trace.trace(asker(purpose), id));
  }

  private TraceRecord.Asker asker(String ticket) {
    if (caller.hasRole("regulator")) {
      return overseer(ticket, Set.of(ALL));
    }
    if (caller.hasRole("auditor")) {
      return overseer(ticket, caller.auditScope());
    }
    if (caller.hasRole("citizen")) {
      String subject = caller.requireSubject();
      return new TraceRecord.Asker(record -> trace.isOf(record, subject), Optional.empty());
    }
    String party = caller.requireParty();
    return new TraceRecord.Asker(record -> record.source().equals(party), Optional.empty());
  }

  private TraceRecord.Asker overseer(String ticket, Set<String> scope) {
    return new TraceRecord.Asker(
        record -> scope.contains(ALL) || scope.contains(record.source()),
        Optional.of(new TraceRecord.Overseer(caller.account(), ticket)));
  }
}
