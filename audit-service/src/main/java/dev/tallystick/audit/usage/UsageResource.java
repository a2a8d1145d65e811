package dev.tallystick.audit.usage;

import dev.tallystick.audit.access.Reader;
import dev.tallystick.audit.opening.ReadRecord;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.caller.Caller;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.SubjectForm;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is filed under a person or a party. */
@Path("/v1")
@Tag(
    name = "usage",
    description = "Everything that the log has about a person or a party, for them and auditors.")
class UsageResource {
  private static final String COMPLETE =
      "Newest first, with the proofs that the list is right, and complete up to the covered size of the index root"
          + " (docs/spec/usage-answer.md). Each entry is opened as far as its type opens it to the reader; the other"
          + " parts come as hashes.";
  private static final String LOGGED_FIRST =
      " An auditor's read is itself logged first (audit.read); its index comes in the header `Audit-Index`.";
  private static final String PREVIOUS =
      "`saved` of an earlier answer: asks for the proofs that this one extends it";
  private static final String NEXT = "The `next` of the page before";
  private static final String LIMIT = "Entries on a page, 1 to 200";
  private static final String PURPOSE = "What an auditor's read is for; stands in the log";

  private final ProveUsage usage;
  private final ReadRecord record;
  private final Caller caller;

  UsageResource(ProveUsage usage, ReadRecord record, Caller caller) {
    this.usage = usage;
    this.record = record;
    this.caller = caller;
  }

  @GET
  @Path("me/usage")
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed("citizen")
  @Blocking
  @Operation(
      operationId = "readMyUsage",
      summary = "What the log has about me",
      description =
          COMPLETE
              + " Deposits name no person; what they have brought is at data-vault's `/v1/me/deposits`. Reads of many"
              + " entries at once are filed under the auditor (`bulk-read`), not under each person.")
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "UsagePage")))
  @APIResponse(responseCode = "403", ref = "problem")
  @APIResponse(responseCode = "422", ref = "problem")
  @APIResponse(responseCode = "503", ref = "problem")
  public Response mine(
      @Parameter(description = NEXT) @QueryParam("cursor") @Nullable String cursor,
      @Parameter(description = PREVIOUS) @QueryParam("previous") @Nullable String previous,
      @Parameter(description = LIMIT) @QueryParam("limit") @DefaultValue("50") int limit) {
    String token =
        caller.subject().orElseThrow(() -> AuditProblem.of(AuditProblemCode.NOT_THE_SUBJECT));
    UsageRequest page = UsageRequest.of(cursor, previous, limit);
    return ok(usage.ofPerson(EventLabels.ofSubject(token), Reader.Person::new, page));
  }

  @GET
  @Path("parties/{id}/usage")
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({"platform", "bureau", "lender", "regulator", "auditor"})
  @Blocking
  @Operation(
      operationId = "readPartyUsage",
      summary = "What the log has about a party",
      description = COMPLETE + LOGGED_FIRST)
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "UsagePage")))
  @APIResponse(responseCode = "403", ref = "problem")
  @APIResponse(responseCode = "422", ref = "problem")
  @APIResponse(responseCode = "503", ref = "problem")
  public Response party(
      @Parameter(description = "The party's id")
          @PathParam("id")
          @Pattern(regexp = "[a-z0-9][a-z0-9._-]{0,63}") String id,
      @Parameter(description = NEXT) @QueryParam("cursor") @Nullable String cursor,
      @Parameter(description = PREVIOUS) @QueryParam("previous") @Nullable String previous,
      @Parameter(description = LIMIT) @QueryParam("limit") @DefaultValue("50") int limit,
      @Parameter(description = PURPOSE)
          @QueryParam("purpose")
          @DefaultValue("audit")
          @Size(min = 1, max = 200) String purpose) {
    UsageRequest page = UsageRequest.of(cursor, previous, limit);
    if (caller.party().filter(id::equals).isPresent()) {
      return ok(usage.ofParty(EventLabels.ofParty(id), new Reader.Party(id), page));
    }
    if (!caller.hasRole("auditor")) {
      throw AuditProblem.of(AuditProblemCode.NOT_YOUR_PARTY);
    }
    Set<String> scope = caller.auditScope();
    Reader.Auditor auditor = new Reader.Auditor(scope);
    if (!auditor.covers(id)) {
      throw AuditProblem.of(AuditProblemCode.OUT_OF_AUDIT_SCOPE);
    }
    long index = record.partyRead(caller.account(), scope, purpose, id);
    return audited(usage.ofParty(EventLabels.ofParty(id), auditor, page), index);
  }

  @GET
  @Path("subjects/{token}/usage")
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed("auditor")
  @Blocking
  @Operation(
      operationId = "readSubjectUsage",
      summary = "What the log has about a person, for auditors",
      description = COMPLETE + LOGGED_FIRST + " The person finds the read in their own list.")
  @APIResponse(
      responseCode = "200",
      description = "A page; bodies outside the engagement come as hashes",
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "UsagePage")))
  @APIResponse(responseCode = "403", ref = "problem")
  @APIResponse(responseCode = "422", ref = "problem")
  @APIResponse(responseCode = "503", ref = "problem")
  public Response subject(
      @Parameter(description = "The person's token")
          @PathParam("token")
          @Pattern(regexp = SubjectForm.REGEX) String token,
      @Parameter(description = NEXT) @QueryParam("cursor") @Nullable String cursor,
      @Parameter(description = PREVIOUS) @QueryParam("previous") @Nullable String previous,
      @Parameter(description = LIMIT) @QueryParam("limit") @DefaultValue("50") int limit,
      @Parameter(description = PURPOSE)
          @QueryParam("purpose")
          @DefaultValue("audit")
          @Size(min = 1, max = 200) String purpose) {
    Set<String> scope = caller.auditScope();
    if (scope.isEmpty()) {
      throw AuditProblem.of(AuditProblemCode.OUT_OF_AUDIT_SCOPE);
    }
    UsageRequest page = UsageRequest.of(cursor, previous, limit);
    long index = record.subjectRead(caller.account(), scope, purpose, token);
    return audited(
        usage.ofPerson(EventLabels.ofSubject(token), labels -> new Reader.Auditor(scope), page),
        index);
  }

  private static Response ok(byte[] json) {
    return Response.ok(json, MediaType.APPLICATION_JSON).build();
  }

  private static Response audited(byte[] json, long index) {
    return Response.ok(json, MediaType.APPLICATION_JSON).header("Audit-Index", index).build();
  }
}
