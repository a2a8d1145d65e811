package dev.tallystick.consent.auditing;

import dev.tallystick.caller.Caller;
import dev.tallystick.consent.FieldForms;
import dev.tallystick.consent.PartyProblemCode;
import dev.tallystick.idempotency.Idempotent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Audits of parties: reported by them, seen by them and the regulator. */
@Path("/v1")
class AuditResource {
  private static final String REGULATOR = "regulator";

  private final ReportAudit reportAudit;
  private final AuditProjection audits;
  private final Caller caller;

  AuditResource(ReportAudit reportAudit, AuditProjection audits, Caller caller) {
    this.reportAudit = reportAudit;
    this.audits = audits;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("audits")
  @RolesAllowed({"platform", "bureau", "lender"})
  @Idempotent
  public Response report(@NotNull @Valid AuditReportJson report) {
    ReportedRun.Reported reported = reportAudit.report(report, caller.requireParty());
    return Response.status(
            reported.logged().isPresent() ? Response.Status.CREATED : Response.Status.ACCEPTED)
        .entity(AuditLoggedJson.of(report.run(), reported))
        .build();
  }

  @GET
  @Path("parties/{id}/audits")
  @RolesAllowed({"platform", "bureau", "lender", REGULATOR})
  public AuditsJson list(@PathParam("id") @Pattern(regexp = FieldForms.PARTY) String id) {
    if (!caller.hasRole(REGULATOR)) {
      caller.requireParty(id);
    }
    AuditedParty party = audits.find(id).orElseThrow(PartyProblemCode.PARTY_UNKNOWN::problem);
    return AuditsJson.of(party, audits.dueOn(party).orElse(null));
  }
}
