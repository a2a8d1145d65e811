package dev.tallystick.consent.notice;

import dev.tallystick.caller.Caller;
import dev.tallystick.consent.ConsentProblemCode;
import dev.tallystick.consent.FieldForms;
import dev.tallystick.consent.Ids;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The texts that people see before they consent. */
@Path("/v1/notices")
@Tag(name = "notices", description = "What people are shown before they consent, word for word.")
class NoticeResource {
  private static final String CITIZEN = "citizen";

  private final Notices notices;
  private final Caller caller;
  private final Ids ids;

  NoticeResource(Notices notices, Caller caller, Ids ids) {
    this.notices = notices;
    this.caller = caller;
    this.ids = ids;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({CITIZEN, "platform", "bureau", "lender"})
  @Idempotent
  @Operation(
      operationId = "presentNotice",
      summary = "Keep a text that people are shown before a consent",
      description =
          "A person's is logged as presented to them at once; a party's when a person first consents on it.")
  @APIResponse(
      responseCode = "201",
      description = "The text is kept.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = NoticeLoggedJson.class)))
  @APIResponse(responseCode = "422", ref = "problem")
  public Response present(@NotNull @Valid NoticeRequestJson request) {
    String id = ids.draw("ntc");
    if (caller.hasRole(CITIZEN)) {
      ConsentNotice notice = request.toNotice(id, ConsentNotice.Owner.of(caller.requireSubject()));
      return created(NoticeLoggedJson.presented(notice, notices.present(notice)));
    }
    String party = caller.requireParty();
    if (!party.equals(request.recipient()) && !party.equals(request.discloser())) {
      throw ConsentProblemCode.NOTICE_OF_OTHERS.problem();
    }
    ConsentNotice notice =
        request.toNotice(id, new ConsentNotice.Owner(Optional.of(party), Optional.empty()));
    notices.keep(notice);
    return created(NoticeLoggedJson.kept(notice));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({CITIZEN, "platform", "bureau", "lender"})
  @Operation(
      operationId = "getNotice",
      summary = "A notice",
      description = "A person sees the notices of parties and their own, a party its own.")
  @APIResponse(
      responseCode = "200",
      description = "The notice.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = NoticeJson.class)))
  @APIResponse(responseCode = "404", ref = "problem")
  public NoticeJson get(
      @Parameter(description = "The notice's id")
          @PathParam("id")
          @Pattern(regexp = "ntc_" + FieldForms.UUID7) String id) {
    return NoticeJson.of(
        caller.hasRole(CITIZEN)
            ? notices.get(id, caller.requireSubject())
            : notices.getOfParty(id, caller.requireParty()));
  }

  private static Response created(NoticeLoggedJson notice) {
    return Response.status(Response.Status.CREATED).entity(notice).build();
  }
}
