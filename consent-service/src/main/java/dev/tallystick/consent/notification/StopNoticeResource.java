package dev.tallystick.consent.notification;

import dev.tallystick.caller.Caller;
import dev.tallystick.caller.StaffReason;
import dev.tallystick.consent.FieldForms;
import dev.tallystick.idempotency.Idempotent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stop notices: to holders, and what they answer. */
@Path("/v1")
class StopNoticeResource {
  private static final String REGULATOR = "regulator";

  /** Each of them is an entry of the log under its person. */
  private static final int SHOWN_TO_STAFF = 50;

  private final StopNotices notices;
  private final AnswerStopNotice answerStopNotice;
  private final SeenByStaff seenByStaff;
  private final Caller caller;

  StopNoticeResource(
      StopNotices notices,
      AnswerStopNotice answerStopNotice,
      SeenByStaff seenByStaff,
      Caller caller) {
    this.notices = notices;
    this.answerStopNotice = answerStopNotice;
    this.seenByStaff = seenByStaff;
    this.caller = caller;
  }

  @GET
  @Path("me/stop-notices")
  @RolesAllowed("citizen")
  public StopNoticesJson mine() {
    return json(notices.ofPerson(caller.requireSubject()));
  }

  @GET
  @Path("stop-notices")
  @RolesAllowed({"platform", "bureau", "lender", REGULATOR})
  public StopNoticesJson list(
      @QueryParam("overdue") @DefaultValue("false") boolean overdue,
      @HeaderParam(StaffReason.MANNER_HEADER) @Pattern(regexp = StaffReason.MANNER) @Nullable String manner,
      @HeaderParam(StaffReason.PURPOSE_HEADER) @Pattern(regexp = StaffReason.PURPOSE) @Nullable String purpose,
      @HeaderParam(StaffReason.TICKET_HEADER) @Pattern(regexp = StaffReason.TICKET) @Nullable String ticket) {
    if (caller.hasRole(REGULATOR)) {
      return json(notices.ofParty(Optional.empty(), overdue));
    }
    String party = caller.requireParty();
    Optional<StaffReason> reason = caller.staffReason(manner, purpose, ticket);
    List<StopNotice> found = notices.ofParty(Optional.of(party), overdue);
    if (reason.isEmpty()) {
      return json(found);
    }
    List<StopNotice> shown = found.stream().limit(SHOWN_TO_STAFF).toList();
    seenByStaff.tell(party, reason.get(), shown);
    return json(shown);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("stop-notices/{id}/answer")
  @RolesAllowed({"platform", "bureau", "lender", "service"})
  @Idempotent
  public Response answer(
      @PathParam("id") @Pattern(regexp = "ntf_" + FieldForms.UUID7) String id,
      @NotNull @Valid StopAnswerJson answer) {
    AnswerStopNotice.Taken taken =
        answerStopNotice.answer(id, caller.party(), caller.client(), answer);
    return Response.status(
            taken.logged().isPresent() ? Response.Status.CREATED : Response.Status.ACCEPTED)
        .entity(StopAnsweredJson.of(id, taken))
        .build();
  }

  private StopNoticesJson json(List<StopNotice> found) {
    LocalDate today = notices.today();
    return new StopNoticesJson(
        found.stream().map(notice -> StopNoticeJson.of(notice, today)).toList());
  }
}
