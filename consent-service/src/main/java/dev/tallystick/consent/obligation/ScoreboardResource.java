package dev.tallystick.consent.obligation;

import dev.tallystick.consent.FieldForms;
import dev.tallystick.consent.PartyProblemCode;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.pack.PackInForce;
import dev.tallystick.consent.state.AuditUnavailableProblem;
import dev.tallystick.events.EventId;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** {@code GET /v1/scoreboard}: for everybody, without a token, with what proves it. */
@Path("/v1/scoreboard")
class ScoreboardResource {
  private final ObligationProjection obligations;
  private final ConsentEventPublisher events;
  private final PackInForce pack;
  private final Clock clock;

  /** As many as there are commitments and openings: nothing else is asked of the log. */
  private final Map<String, String> receipts = new ConcurrentHashMap<>();

  ScoreboardResource(
      ObligationProjection obligations,
      ConsentEventPublisher events,
      PackInForce pack,
      Clock clock) {
    this.obligations = obligations;
    this.events = events;
    this.pack = pack;
    this.clock = clock;
  }

  @GET
  @PermitAll
  public ScoreboardJson get() {
    ZoneId zone = pack.zone();
    Instant now = clock.instant();
    return new ScoreboardJson(
        pack.today(),
        obligations.all().stream()
            .map(
                one ->
                    ScoreboardJson.ObligationJson.of(
                        one, party -> obligations.status(one, party, now), zone))
            .toList());
  }

  /** The log's receipt of a commitment or of what has opened one. */
  @GET
  @Path("receipts/{eventId}")
  @Produces(MediaType.APPLICATION_JSON)
  @PermitAll
  public Response receipt(
      @PathParam("eventId") @Pattern(regexp = FieldForms.UUID7) String eventId) {
    if (!obligations.isOfACommitment(eventId)) {
      throw PartyProblemCode.OBLIGATION_UNKNOWN.problem();
    }
    String known = receipts.get(eventId);
    if (known == null) {
      Optional<String> asked = events.receiptOf(EventId.fromString(eventId));
      known = asked.orElseThrow(AuditUnavailableProblem::new);
      receipts.put(eventId, known);
    }
    return Response.ok(known, MediaType.APPLICATION_JSON)
        .header("Cache-Control", "public, max-age=60")
        .build();
  }
}
