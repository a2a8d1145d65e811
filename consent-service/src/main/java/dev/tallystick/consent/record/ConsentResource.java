package dev.tallystick.consent.record;

import dev.tallystick.caller.Caller;
import dev.tallystick.consent.FieldForms;
import dev.tallystick.consent.PersonProblemCode;
import dev.tallystick.consent.stop.Stopped;
import dev.tallystick.consent.stop.StoppedJson;
import dev.tallystick.idempotency.Idempotent;
import dev.tallystick.idempotency.KeyOptional;
import dev.tallystick.quota.NeverRefused;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;

/** A person gives consents and takes them back. */
@Path("/v1")
@RolesAllowed("citizen")
class ConsentResource {
  private final GiveConsent giveConsent;
  private final WithdrawConsent withdrawConsent;
  private final ConsentReceipts receipts;
  private final Caller caller;
  private final Clock clock;

  ConsentResource(
      GiveConsent giveConsent,
      WithdrawConsent withdrawConsent,
      ConsentReceipts receipts,
      Caller caller,
      Clock clock) {
    this.giveConsent = giveConsent;
    this.withdrawConsent = withdrawConsent;
    this.receipts = receipts;
    this.caller = caller;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("consents")
  @Idempotent
  public Response give(@NotNull @Valid ConsentRequestJson request) {
    String subject = giver(request);
    return created(
        giveConsent.give(subject, request.toConsent(clock.instant(), here(request))), subject);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("consents/{id}/versions")
  @Idempotent
  public Response giveAgain(
      @PathParam("id") @Pattern(regexp = "con_" + FieldForms.UUID7) String id,
      @NotNull @Valid ConsentRequestJson request) {
    String subject = giver(request);
    return created(
        giveConsent.giveAgain(id, subject, request.toConsent(clock.instant(), here(request))),
        subject);
  }

  @POST
  @Path("consents/{id}/withdrawal")
  @Idempotent
  @KeyOptional
  @NeverRefused
  public Response withdraw(
      @PathParam("id") @Pattern(regexp = "con_" + FieldForms.UUID7) String id) {
    Stopped stopped = withdrawConsent.withdraw(id, caller.requireSubject());
    return Response.status(StoppedJson.status(stopped)).entity(StoppedJson.of(stopped, id)).build();
  }

  /** The caller, or the ward that a guardian speaks for. */
  private String giver(ConsentRequestJson request) {
    String self = caller.requireSubject();
    String ward = request.onBehalfOf();
    if (ward != null && !caller.wards().contains(ward)) {
      throw PersonProblemCode.GUARDIANSHIP_UNKNOWN.problem();
    }
    return ward == null ? self : ward;
  }

  private NewConsent.Origin here(ConsentRequestJson request) {
    boolean guardian = request.onBehalfOf() != null;
    return new NewConsent.Origin(
        guardian ? Optional.empty() : caller.born(), guardian, Optional.empty());
  }

  private Response created(GiveConsent.Given given, String subject) {
    return Response.status(Response.Status.CREATED)
        .entity(ConsentGivenJson.of(given, receipts.sign(given, subject)))
        .build();
  }
}
