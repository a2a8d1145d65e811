package dev.tallystick.consent.notice;

import dev.tallystick.caller.Caller;
import dev.tallystick.consent.FieldForms;
import dev.tallystick.consent.Ids;
import dev.tallystick.consent.PersonProblemCode;
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

/** The texts that people see before they consent. */
@Path("/v1/notices")
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
  public Response present(@NotNull @Valid NoticeRequestJson request) {
    String id = ids.draw("ntc");
    if (caller.hasRole(CITIZEN)) {
      ConsentNotice notice = request.toNotice(id, ConsentNotice.Owner.of(caller.requireSubject()));
      return created(NoticeLoggedJson.presented(notice, notices.present(notice)));
    }
    String party = caller.requireParty();
    if (!party.equals(request.recipient()) && !party.equals(request.discloser())) {
      throw PersonProblemCode.NOTICE_OF_OTHERS.problem();
    }
    ConsentNotice notice =
        request.toNotice(id, new ConsentNotice.Owner(Optional.of(party), Optional.empty()));
    notices.keep(notice);
    return created(NoticeLoggedJson.kept(notice));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({CITIZEN, "platform", "bureau", "lender"})
  public NoticeJson get(@PathParam("id") @Pattern(regexp = "ntc_" + FieldForms.UUID7) String id) {
    return NoticeJson.of(
        caller.hasRole(CITIZEN)
            ? notices.get(id, caller.requireSubject())
            : notices.getOfParty(id, caller.requireParty()));
  }

  private static Response created(NoticeLoggedJson notice) {
    return Response.status(Response.Status.CREATED).entity(notice).build();
  }
}
