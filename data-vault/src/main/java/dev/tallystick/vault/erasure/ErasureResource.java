package dev.tallystick.vault.erasure;

import dev.tallystick.caller.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** A person has what is kept about them erased. */
@Path("/v1/me/erasures")
@RolesAllowed("citizen")
@Tag(name = "erasure", description = "Forgetting a person for good.")
class ErasureResource {
  private final ErasePerson erasures;
  private final Shredding shredding;
  private final RetentionHold hold;
  private final Caller caller;

  ErasureResource(ErasePerson erasures, Shredding shredding, RetentionHold hold, Caller caller) {
    this.erasures = erasures;
    this.shredding = shredding;
    this.hold = hold;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(202)
  @Operation(
      operationId = "eraseMe",
      summary = "Erase what is kept about me",
      description =
          "In force at once, also while the log is away: nothing is released any more. Then the log"
              + " is told, the keys are destroyed, the log is told that they are. Copies of the"
              + " keys in backups die within the stated time. What a law still holds is restricted,"
              + " not erased. Asked again, answers with the same erasure; it needs no"
              + " Idempotency-Key.")
  @APIResponse(
      responseCode = "202",
      description = "The erasure, as far as it is.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ErasureJson.class)))
  @APIResponse(responseCode = "409", ref = "problem")
  public ErasureJson erase(@NotNull @Valid ErasureRequestJson request) {
    String subject = caller.requireSubject();
    if (request.toProvider().isPresent()) {
      hold.check(subject, request.toProvider().get(), shredding.today());
    }
    return ErasureJson.of(
        erasures.erase(
            subject, request.toProvider(), PersonErasure.Ground.PERSON_REQUEST, request.toWish()));
  }

  @GET
  @Operation(operationId = "listMyErasures", summary = "My erasures")
  @APIResponse(responseCode = "200", description = "The erasures, the latest first.")
  public ErasuresJson list() {
    return ErasuresJson.of(erasures.of(caller.requireSubject()));
  }
}
