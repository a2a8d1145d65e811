package dev.tallystick.vault.release;

import dev.tallystick.caller.Caller;
import dev.tallystick.problem.ProblemDocument;
import dev.tallystick.vault.IdempotencyKey;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one door that records leave by. */
@Path("/v1/releases")
class ReleaseResource {
  private final ReleaseRecords releases;
  private final Caller caller;
  private final SentReleases sent;

  ReleaseResource(ReleaseRecords releases, Caller caller, SentReleases sent) {
    this.releases = releases;
    this.caller = caller;
    this.sent = sent;
  }

  @POST
  @RolesAllowed({"platform", "bureau", "lender", "service"})
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response release(
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @NotNull @Valid ReleaseRequestJson request) {
    // A clerk orders at the bureau, with the reasons; this door is for systems.
    caller.refuseStaff();
    IdempotencyKey idempotencyKey = IdempotencyKey.of(key);
    ReleaseAnswer answer =
        releases.answer(
            new ReleaseRecords.Asker(caller.client(), caller.party()),
            idempotencyKey.value(),
            request.request());
    Optional<ProblemDocument> refusal = answer.refusal();
    if (refusal.isPresent()) {
      return Response.status(refusal.get().status())
          .type(ProblemDocument.MEDIA_TYPE)
          .entity(answer.toProblemJson())
          .build();
    }
    byte[] json = answer.toJson();
    StreamingOutput sending =
        out -> {
          out.write(json);
          out.flush();
          // Only what was handed to the connection counts as sent.
          sent.add(answer.events());
        };
    return Response.ok(sending, MediaType.APPLICATION_JSON).build();
  }
}
