package dev.tallystick.vault.correction;

import dev.tallystick.caller.Caller;
import dev.tallystick.caller.StaffReason;
import dev.tallystick.vault.staff.StaffLooks;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Correcting records, and hearing that they were corrected. */
@Path("/v1")
class CorrectionResource {
  private static final String WHAT = "NOTICE";

  private final CorrectRecord corrections;
  private final DownstreamAnswers answers;
  private final StaffLooks looks;
  private final Caller caller;

  CorrectionResource(
      CorrectRecord corrections, DownstreamAnswers answers, StaffLooks looks, Caller caller) {
    this.corrections = corrections;
    this.answers = answers;
    this.looks = looks;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("records/{id}/corrections")
  @RolesAllowed("platform")
  @ResponseStatus(201)
  public CorrectedJson correct(
      @PathParam("id") @Pattern(regexp = "rec_[0-9a-f-]{36}") String id,
      @NotNull @Valid CorrectionJson correction) {
    return CorrectedJson.of(corrections.correct(caller.requireParty(), id, correction.toAsked()));
  }

  @PUT
  @Path("records/{id}/versions/{version}")
  @RolesAllowed("platform")
  public void replace(
      @PathParam("id") @Pattern(regexp = "rec_[0-9a-f-]{36}") String id,
      @PathParam("version") int version) {
    corrections.refuseChange(caller.requireParty(), id);
  }

  @GET
  @Path("notifications")
  @RolesAllowed({"bureau", "lender"})
  public NotificationsJson notifications(
      @HeaderParam(StaffReason.MANNER_HEADER) @Pattern(regexp = StaffReason.MANNER) @Nullable String manner,
      @HeaderParam(StaffReason.PURPOSE_HEADER) @Pattern(regexp = StaffReason.PURPOSE) @Nullable String purpose,
      @HeaderParam(StaffReason.TICKET_HEADER) @Pattern(regexp = StaffReason.TICKET) @Nullable String ticket) {
    String party = caller.requireParty();
    Optional<StaffReason> reason = caller.staffReason(manner, purpose, ticket);
    List<ChangeNotification> open = answers.open(party);
    reason.ifPresent(
        why ->
            looks.tell(party, why, open.stream().map(ChangeNotification::subject).toList(), WHAT));
    return NotificationsJson.of(open);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("notifications/{id}/answer")
  @RolesAllowed({"bureau", "lender", "service"})
  @ResponseStatus(204)
  public void answer(
      @PathParam("id") @Pattern(regexp = "ntf_[0-9a-f-]{36}") String id,
      @NotNull @Valid DownstreamAnswerJson answer) {
    answers.answer(caller.client(), caller.party(), id, answer.statement());
  }
}
