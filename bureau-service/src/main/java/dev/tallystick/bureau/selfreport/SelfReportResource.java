package dev.tallystick.bureau.selfreport;

import dev.tallystick.bureau.inquiry.IdempotencyKeys;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.caller.Caller;
import dev.tallystick.events.json.CanonicalJson;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/me/self-reports}: a person asks a bureau for their own report. */
@Path("/v1/me/self-reports")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("citizen")
@Blocking
class SelfReportResource {
  private final IssueSelfReport reports;
  private final RecentLogIn logIn;
  private final Caller caller;

  SelfReportResource(IssueSelfReport reports, RecentLogIn logIn, Caller caller) {
    this.reports = reports;
    this.logIn = logIn;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public String issue(
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @NotNull @Valid SelfReportRequestJson request) {
    String subject = caller.requireSubject();
    logIn.require(caller.authenticatedAt());
    Long fee = request.fee();
    SelfReportAsk ask =
        new SelfReportAsk(
            new BureauId(request.bureau()),
            subject,
            request.toChannel(),
            fee == null ? OptionalLong.empty() : OptionalLong.of(fee),
            IdempotencyKeys.require(idempotencyKey));
    return new String(CanonicalJson.messageBytes(reports.issue(ask)), StandardCharsets.UTF_8);
  }
}
