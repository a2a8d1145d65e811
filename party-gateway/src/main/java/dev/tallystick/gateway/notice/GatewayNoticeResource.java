package dev.tallystick.gateway.notice;

import dev.tallystick.idempotency.Idempotent;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code /v1/notices}: what the party was told to do about data that it has got. */
@Path("/v1/notices")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class GatewayNoticeResource {
  private final AnswerNotice notices;

  GatewayNoticeResource(AnswerNotice notices) {
    this.notices = notices;
  }

  @GET
  @RolesAllowed({"platform", "bureau", "lender"})
  public GatewayNoticesJson list(@QueryParam("answered") @DefaultValue("false") boolean answered) {
    return notices.list(answered);
  }

  @POST
  @Path("/{id}/answer")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({"platform", "bureau", "lender"})
  @ResponseStatus(202)
  @Idempotent
  public GatewayNoticeJson answer(
      @PathParam("id") String id, @NotNull @Valid NoticeAnswerJson answer) {
    return notices.answer(id, answer, null);
  }
}
