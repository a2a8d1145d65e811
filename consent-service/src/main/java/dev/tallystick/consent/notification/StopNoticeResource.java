package dev.tallystick.consent.notification;

import dev.tallystick.caller.Caller;
import dev.tallystick.consent.FieldForms;
import dev.tallystick.idempotency.Idempotent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Stop notices: to holders, and what they answer. */
@Path("/v1")
class StopNoticeResource {
  private static final String REGULATOR = "regulator";

  private final StopNotices notices;
  private final AnswerStopNotice answerStopNotice;
  private final Caller caller;

  StopNoticeResource(StopNotices notices, AnswerStopNotice answerStopNotice, Caller caller) {
    this.notices = notices;
    this.answerStopNotice = answerStopNotice;
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
  public StopNoticesJson list(@QueryParam("overdue") @DefaultValue("false") boolean overdue) {
    Optional<String> party =
        caller.hasRole(REGULATOR) ? Optional.empty() : Optional.of(caller.requireParty());
    return json(notices.ofParty(party, overdue));
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
