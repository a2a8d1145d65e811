package dev.tallystick.vault.complaint;

import dev.tallystick.caller.Caller;
import dev.tallystick.caller.StaffReason;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Complaints, for the authority that decides them and the parties that they are about. */
@Path("/v1/complaints")
class ComplaintResource {
  private static final String REGULATOR = "regulator";
  private static final String HANDLING = "COMPLAINT_HANDLING";
  private static final String ID = "cmp_[0-9a-f-]{36}";

  private final Complaints complaints;
  private final AcceptComplaint acceptance;
  private final AnswerComplaint answers;
  private final BackdatedAnswer backdated;
  private final Caller caller;

  ComplaintResource(
      Complaints complaints,
      AcceptComplaint acceptance,
      AnswerComplaint answers,
      BackdatedAnswer backdated,
      Caller caller) {
    this.complaints = complaints;
    this.acceptance = acceptance;
    this.answers = answers;
    this.backdated = backdated;
    this.caller = caller;
  }

  @GET
  @RolesAllowed({"platform", "bureau", "lender", REGULATOR})
  public ComplaintsJson open(
      @HeaderParam(StaffReason.MANNER_HEADER) @Pattern(regexp = StaffReason.MANNER) @Nullable String manner,
      @HeaderParam(StaffReason.PURPOSE_HEADER) @Pattern(regexp = StaffReason.PURPOSE) @Nullable String purpose,
      @HeaderParam(StaffReason.TICKET_HEADER) @Pattern(regexp = StaffReason.TICKET) @Nullable String ticket) {
    String party = caller.requireParty();
    return ComplaintsJson.of(
        caller.hasRole(REGULATOR)
            ? complaints.openTo(party, ofTheAuthority())
            : complaints.openAbout(party, caller.staffReason(manner, purpose, ticket)));
  }

  /** Persons see each look of the authority too; its accounts are people, and what for is known. */
  private StaffReason ofTheAuthority() {
    String account = caller.account();
    return new StaffReason(
        account.isEmpty() ? REGULATOR : account, "SCREEN", HANDLING, "complaints");
  }

  @POST
  @Path("{id}/acceptance")
  @RolesAllowed(REGULATOR)
  public ComplaintJson accept(@PathParam("id") @Pattern(regexp = ID) String id) {
    return ComplaintJson.withoutWords(acceptance.accept(caller.requireParty(), id));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("{id}/answer")
  @RolesAllowed({"platform", "bureau", "lender", REGULATOR})
  public ComplaintJson answer(
      @PathParam("id") @Pattern(regexp = ID) String id,
      @NotNull @Valid ComplaintAnswerJson request) {
    String party = caller.requireParty();
    AnswerComplaint.Answer answer = request.toAnswer(party, caller.hasRole(REGULATOR));
    backdated.refuse(Optional.ofNullable(request.answeredAt()), party);
    return ComplaintJson.withoutWords(answers.answer(id, answer));
  }
}
