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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Stop notices: to holders, and what they answer. */
@Path("/v1")
@Tag(
    name = "stop notices",
    description = "Who was told that a consent has ended, and what they did.")
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
  @Operation(
      operationId = "listMyStopNotices",
      summary = "Who was told that I have withdrawn, or that a consent of mine ran out",
      description = "And what they answered; who is late is shown as overdue.")
  @APIResponse(responseCode = "200", description = "The notices, the oldest first.")
  public StopNoticesJson mine() {
    return json(notices.ofPerson(caller.requireSubject()));
  }

  @GET
  @Path("stop-notices")
  @RolesAllowed({"platform", "bureau", "lender", REGULATOR})
  @Operation(
      operationId = "listStopNotices",
      summary = "The stop notices to a party",
      description = "A party sees its own, the regulator everybody's. The newest 500.")
  @APIResponse(responseCode = "200", description = "The notices, the newest first.")
  public StopNoticesJson list(
      @Parameter(description = "Only what is unanswered after its day")
          @QueryParam("overdue")
          @DefaultValue("false")
          boolean overdue) {
    Optional<String> party =
        caller.hasRole(REGULATOR) ? Optional.empty() : Optional.of(caller.requireParty());
    return json(notices.ofParty(party, overdue));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("stop-notices/{id}/answer")
  @RolesAllowed({"platform", "bureau", "lender", "service"})
  @Idempotent
  @Operation(
      operationId = "answerStopNotice",
      summary = "Say what you did about a stop notice",
      description =
          "Over your signature; it goes into the log, and the person reads it. bureau-service presents"
              + " what its bureaus have signed.")
  @APIResponse(
      responseCode = "201",
      description = "The answer is in the log.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = StopAnsweredJson.class)))
  @APIResponse(
      responseCode = "202",
      description = "The answer counts, and goes into the log when that is back.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = StopAnsweredJson.class)))
  @APIResponse(responseCode = "403", ref = "problem")
  @APIResponse(responseCode = "404", ref = "problem")
  @APIResponse(responseCode = "409", ref = "problem")
  @APIResponse(responseCode = "422", ref = "problem")
  public Response answer(
      @Parameter(description = "The notice's id")
          @PathParam("id")
          @Pattern(regexp = "ntf_" + FieldForms.UUID7) String id,
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
