package dev.tallystick.audit.honey;

import dev.tallystick.caller.Caller;
import dev.tallystick.events.EventId;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * {@code /v1/honey}: an authority marks persons that it has invented, and reports where they turn
 * up. Nobody else is told who they are.
 */
@Path("/v1/honey")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("regulator")
@Blocking
class HoneyResource {
  private final MarkHoney honey;
  private final ReportSighting sightings;
  private final Caller caller;

  HoneyResource(MarkHoney honey, ReportSighting sightings, Caller caller) {
    this.honey = honey;
    this.sightings = sightings;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response mark(@NotNull @Valid HoneyMarkJson request) {
    MarkHoney.Marked marked =
        honey.mark(
            request.subject(),
            request.ref(),
            caller.account(),
            Optional.ofNullable(request.plantUntil()));
    return Response.status(marked.isNew() ? Response.Status.CREATED : Response.Status.OK)
        .entity(HoneyPersonJson.of(marked.person()))
        .build();
  }

  @GET
  public HoneyPersonsJson list() {
    return new HoneyPersonsJson(honey.all().stream().map(HoneyPersonJson::of).toList());
  }

  @POST
  @Path("{id}/plants")
  @Consumes(MediaType.APPLICATION_JSON)
  public HoneyPlantedJson plant(
      @PathParam("id")
          @Pattern(
              regexp = "hny_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
          String id,
      @NotNull @Valid HoneyPlantsJson request) {
    return new HoneyPlantedJson(
        id, honey.plant(id, request.events().stream().map(EventId::fromString).toList()));
  }

  @POST
  @Path("sightings")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response sighted(@NotNull @Valid HoneySightingJson request) {
    ReportSighting.Answer answer =
        sightings.report(request.subject(), request.party(), request.seenAt());
    return Response.status(
            answer.raised().isPresent() ? Response.Status.CREATED : Response.Status.OK)
        .entity(HoneyAnswerJson.of(answer))
        .build();
  }
}
