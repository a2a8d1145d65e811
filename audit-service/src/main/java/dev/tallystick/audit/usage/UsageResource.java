package dev.tallystick.audit.usage;

import dev.tallystick.audit.access.Reader;
import dev.tallystick.audit.opening.ReadRecord;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.secrecy.SecrecyJson;
import dev.tallystick.audit.secrecy.SecrecyTerms;
import dev.tallystick.caller.Caller;
import dev.tallystick.events.EventLabels;
import dev.tallystick.problem.EnforcesRule;
import dev.tallystick.quota.OnlyReads;
import dev.tallystick.tlog.Hash;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is filed under a person or a party. */
@Path("/v1")
class UsageResource {
  private final ProveUsage usage;
  private final ReadRecord record;
  private final SecrecyTerms secrecy;
  private final Caller caller;

  UsageResource(ProveUsage usage, ReadRecord record, SecrecyTerms secrecy, Caller caller) {
    this.usage = usage;
    this.record = record;
    this.secrecy = secrecy;
    this.caller = caller;
  }

  @GET
  @Path("me/usage")
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed("citizen")
  @Blocking
  public Response mine(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("previous") @Nullable String previous,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @BeanParam UsageFilter sought) {
    String token =
        caller.subject().orElseThrow(() -> AuditProblem.of(AuditProblemCode.NOT_THE_SUBJECT));
    Optional<UsageSelection> selection = sought.read();
    if (selection.isPresent()) {
      UsageRequest wide = UsageRequest.of(cursor, null, PageRequest.MAX_LIMIT);
      return ok(
          usage.selectOfPerson(
              EventLabels.ofSubject(token), Reader.Person::new, wide, selection.get()));
    }
    UsageRequest page = UsageRequest.of(cursor, previous, limit);
    return ok(usage.ofPerson(EventLabels.ofSubject(token), Reader.Person::new, page));
  }

  @GET
  @Path("parties/{id}/usage")
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({"platform", "bureau", "lender", "regulator", "auditor"})
  @Blocking
  public Response party(
      @PathParam("id") @Pattern(regexp = "[a-z0-9][a-z0-9._-]{0,63}") String id,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("previous") @Nullable String previous,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("purpose") @DefaultValue("audit") @Size(min = 1, max = 200) String purpose,
      @BeanParam UsageFilter sought) {
    Optional<UsageSelection> selection = sought.read();
    UsageRequest page =
        selection.isPresent()
            ? UsageRequest.of(cursor, null, PageRequest.MAX_LIMIT)
            : UsageRequest.of(cursor, previous, limit);
    if (caller.party().filter(id::equals).isPresent()) {
      return ok(ofParty(id, new Reader.Party(id), page, selection));
    }
    if (!caller.hasRole("auditor")) {
      throw AuditProblem.of(AuditProblemCode.NOT_YOUR_PARTY);
    }
    Set<String> scope = caller.auditScope();
    Reader.Auditor auditor = new Reader.Auditor(scope);
    requireCovered(auditor, id);
    long index = record.partyRead(caller.account(), scope, purpose, id);
    return audited(ofParty(id, auditor, page, selection), index);
  }

  @POST
  @OnlyReads
  @Path("subjects:usage")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed("auditor")
  @Blocking
  public Response subject(@NotNull @Valid SubjectUsageJson request) {
    Reader.Auditor auditor = new Reader.Auditor(caller.auditScope());
    requireCovered(auditor, Reader.EVERYTHING);
    UsageRequest page = request.page();
    String token = request.subject();
    String account = caller.account();
    String purpose = request.readPurpose();
    SecrecyJson asked = request.secrecy();
    long index =
        asked == null
            ? record.subjectRead(account, auditor.scope(), purpose, token)
            : record.secretRead(
                account, auditor.scope(), purpose, token, secrecy.of(caller, asked));
    return audited(usage.ofPerson(EventLabels.ofSubject(token), labels -> auditor, page), index);
  }

  @EnforcesRule("R66")
  static void requireCovered(Reader.Auditor auditor, String party) {
    if (!auditor.covers(party)) {
      throw AuditProblem.of(AuditProblemCode.OUT_OF_AUDIT_SCOPE);
    }
  }

  private byte[] ofParty(
      String id, Reader reader, UsageRequest page, Optional<UsageSelection> selection) {
    Hash label = EventLabels.ofParty(id);
    return selection
        .map(sought -> usage.selectOfParty(label, reader, page, sought))
        .orElseGet(() -> usage.ofParty(label, reader, page));
  }

  private static Response ok(byte[] json) {
    return Response.ok(json, MediaType.APPLICATION_JSON).build();
  }

  private static Response audited(byte[] json, long index) {
    return Response.ok(json, MediaType.APPLICATION_JSON).header("Audit-Index", index).build();
  }
}
