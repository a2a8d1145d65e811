package dev.tallystick.consent.breach;

import dev.tallystick.caller.Caller;
import dev.tallystick.consent.FieldForms;
import dev.tallystick.consent.LogProblemCode;
import dev.tallystick.consent.log.Logged;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/breaches}: told of by parties, or by the regulator for them. */
@Path("/v1/breaches")
@RolesAllowed({"platform", "bureau", "lender", "regulator"})
class BreachResource {
  private static final String REGULATOR = "regulator";
  private static final String ID = "brc_" + FieldForms.UUID7;

  private final ReportBreach report;
  private final TellOfBreach tell;
  private final BreachProjection breaches;
  private final BreachClocks clocks;
  private final Caller caller;

  BreachResource(
      ReportBreach report,
      TellOfBreach tell,
      BreachProjection breaches,
      BreachClocks clocks,
      Caller caller) {
    this.report = report;
    this.tell = tell;
    this.breaches = breaches;
    this.clocks = clocks;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Idempotent
  public Response report(@NotNull @Valid BreachRequestJson request) {
    ReportBreach.Reported reported = report.report(request, atWhom(request), caller.requireParty());
    return created(BreachLoggedJson.of(reported.breach(), reported.logged()));
  }

  /** The regulator says at whom; a party speaks of itself. */
  private String atWhom(BreachRequestJson request) {
    String named = request.party();
    if (caller.hasRole(REGULATOR)) {
      if (named == null) {
        throw LogProblemCode.FIELD_INVALID.problem("party", "must-be-there");
      }
      return named;
    }
    if (named != null) {
      caller.requireParty(named);
    }
    return caller.requireParty();
  }

  @GET
  public BreachesJson list(
      @QueryParam("party") @Pattern(regexp = FieldForms.PARTY) @Nullable String party) {
    Optional<String> whose = own().or(() -> Optional.ofNullable(party));
    return new BreachesJson(
        breaches.all(whose).stream()
            .map(breach -> BreachesJson.BreachJson.of(breach, clocks))
            .toList());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("{id}/authority-notice")
  @Idempotent
  public Response tellAuthority(
      @PathParam("id") @Pattern(regexp = ID) String id,
      @NotNull @Valid AuthorityNoticeJson notice) {
    Breach breach = tell.require(id, own());
    Logged logged = tell.authority(breach, notice);
    return created(BreachLoggedJson.of(breach, logged));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("{id}/people-notice")
  @Idempotent
  public Response tellPeople(
      @PathParam("id") @Pattern(regexp = ID) String id, @NotNull @Valid PeopleNoticeJson notice) {
    Breach breach = tell.require(id, own());
    return created(PeopleToldJson.of(breach, tell.people(breach, notice)));
  }

  /** Whose breaches the caller may see: everybody's if empty. */
  private Optional<String> own() {
    return caller.hasRole(REGULATOR) ? Optional.empty() : Optional.of(caller.requireParty());
  }

  private static Response created(Object logged) {
    return Response.status(Response.Status.CREATED).entity(logged).build();
  }
}
