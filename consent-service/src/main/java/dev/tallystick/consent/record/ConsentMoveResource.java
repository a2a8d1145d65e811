package dev.tallystick.consent.record;

import dev.tallystick.caller.Caller;
import dev.tallystick.consent.FieldForms;
import dev.tallystick.consent.log.LoggedJson;
import dev.tallystick.consent.stop.StoppedJson;
import dev.tallystick.idempotency.Idempotent;
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

/** A person moves a consent to another bureau. */
@Path("/v1/consents/{id}/move")
@RolesAllowed("citizen")
class ConsentMoveResource {
  private final MoveConsent moveConsent;
  private final ConsentReceipts receipts;
  private final Caller caller;
  private final Clock clock;

  ConsentMoveResource(
      MoveConsent moveConsent, ConsentReceipts receipts, Caller caller, Clock clock) {
    this.moveConsent = moveConsent;
    this.receipts = receipts;
    this.caller = caller;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Idempotent
  public Response move(
      @PathParam("id") @Pattern(regexp = "con_" + FieldForms.UUID7) String id,
      @NotNull @Valid ConsentMoveJson request) {
    String subject = caller.requireSubject();
    NewConsent.Origin origin = new NewConsent.Origin(caller.born(), false, Optional.empty());
    MoveConsent.Moved moved = moveConsent.move(id, subject, request, origin, clock.instant());
    if (moved instanceof MoveConsent.Moved.Before before) {
      return Response.ok(again(before, id)).build();
    }
    MoveConsent.Moved.Now now = (MoveConsent.Moved.Now) moved;
    return Response.status(Response.Status.CREATED).entity(now(now, id, subject)).build();
  }

  private MovedConsentJson now(MoveConsent.Moved.Now moved, String old, String subject) {
    GiveConsent.Given given = moved.given();
    return new MovedConsentJson(
        given.consent(),
        given.version(),
        given.notice().id(),
        LoggedJson.of(given.logged()),
        receipts.sign(given, subject),
        StoppedJson.of(moved.ended(), old));
  }

  private static MovedConsentJson again(MoveConsent.Moved.Before moved, String old) {
    return new MovedConsentJson(
        moved.consent(),
        1,
        moved.notice().orElse(null),
        LoggedJson.of(moved.logged()),
        null,
        StoppedJson.of(moved.ended(), old));
  }
}
