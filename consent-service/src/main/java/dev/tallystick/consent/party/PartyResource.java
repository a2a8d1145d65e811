package dev.tallystick.consent.party;

import dev.tallystick.caller.Caller;
import dev.tallystick.consent.FieldForms;
import dev.tallystick.consent.GroundJson;
import dev.tallystick.consent.PartyProblemCode;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.idempotency.Idempotent;
import dev.tallystick.producer.Deadline;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.State;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parties: who they are, and what the regulator does about them. */
@Path("/v1")
class PartyResource {
  private static final Duration TIMEOUT = Duration.ofSeconds(8);

  /** The scope of an audit of everything. */
  private static final String EVERYTHING = "*";

  private final PartyRegistry registry;
  private final SuspensionGrounds grounds;
  private final LiveState state;
  private final Caller caller;
  private final Clock clock;

  PartyResource(
      PartyRegistry registry,
      SuspensionGrounds grounds,
      LiveState state,
      Caller caller,
      Clock clock) {
    this.registry = registry;
    this.grounds = grounds;
    this.state = state;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @Path("parties")
  @RolesAllowed({
    "citizen",
    "platform",
    "bureau",
    "lender",
    "auditor",
    "regulator",
    "operator",
    "service"
  })
  public PartiesJson list(
      @QueryParam("after") @Pattern(regexp = FieldForms.PARTY) @Nullable String after,
      @QueryParam("role") @Pattern(regexp = FieldForms.ROLE) @Nullable String role,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
    State seen = state.current();
    List<Party> found =
        seen.parties().stream()
            .filter(Party::isRegistered)
            .filter(party -> role == null || role.equals(party.role().orElse("")))
            .filter(party -> after == null || party.id().compareTo(after) > 0)
            .sorted(Comparator.comparing(Party::id))
            .limit(limit + 1L)
            .toList();
    return PartiesJson.of(found, limit, seen, clock.instant(), told(""));
  }

  @GET
  @Path("parties/{id}")
  @RolesAllowed({
    "citizen",
    "platform",
    "bureau",
    "lender",
    "auditor",
    "regulator",
    "operator",
    "service"
  })
  public PartyJson get(@PathParam("id") @Pattern(regexp = FieldForms.PARTY) String id) {
    State seen = state.current();
    if (seen.party(id).isEmpty()) {
      // Another replica may have registered it a moment ago.
      seen = state.fresh(Deadline.atMost(TIMEOUT));
    }
    return PartyJson.of(known(seen, id), seen, clock.instant(), told(id));
  }

  /** Why somebody is suspended is told to whom the log tells it: them, and those who watch. */
  private Optional<SuspensionGrounds> told(String party) {
    Set<String> audited = caller.hasRole("auditor") ? caller.auditScope() : Set.of();
    boolean isTold =
        caller.hasRole("regulator")
            || audited.contains(EVERYTHING)
            || audited.contains(party)
            || caller.party().filter(party::equals).isPresent();
    return isTold ? Optional.of(grounds) : Optional.empty();
  }

  /** Registered parties, and consent-service itself by the key it has in the log. */
  private static Party known(State seen, String id) {
    return seen.party(id)
        .filter(party -> party.isRegistered() || !party.keys().isEmpty())
        .orElseThrow(PartyProblemCode.PARTY_UNKNOWN::problem);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("parties")
  @RolesAllowed("regulator")
  @Idempotent
  public Response register(@NotNull @Valid PartyRequestJson request) {
    return created(
        PartyLoggedJson.of(
            request.party(), registry.register(request.toData(caller.requireParty()))));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("parties/{id}/licences")
  @RolesAllowed("regulator")
  @Idempotent
  public Response recordLicence(
      @PathParam("id") @Pattern(regexp = FieldForms.PARTY) String id,
      @NotNull @Valid LicenceRequestJson request) {
    caller.requireParty();
    String licence = registry.drawLicence();
    return created(
        PartyLoggedJson.ofLicence(
            id, licence, registry.recordLicence(request.toData(licence, id))));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("licences/{id}/revocation")
  @RolesAllowed("regulator")
  @Idempotent
  public Response revokeLicence(
      @PathParam("id") @Pattern(regexp = "lic_" + FieldForms.UUID7) String id,
      @NotNull @Valid GroundJson request) {
    String by = caller.requireParty();
    String holder = registry.holder(state.current(), id).id();
    return created(
        PartyLoggedJson.ofLicence(holder, id, registry.revokeLicence(id, request.ground(), by)));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("parties/{id}/suspension")
  @RolesAllowed("regulator")
  @Idempotent
  public Response suspend(
      @PathParam("id") @Pattern(regexp = FieldForms.PARTY) String id,
      @NotNull @Valid SuspensionRequestJson request) {
    return created(
        PartyLoggedJson.of(id, registry.suspend(request.toData(id, caller.requireParty()))));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("parties/{id}/restoration")
  @RolesAllowed("regulator")
  @Idempotent
  public Response restore(
      @PathParam("id") @Pattern(regexp = FieldForms.PARTY) String id,
      @NotNull @Valid GroundJson request) {
    return created(
        PartyLoggedJson.of(id, registry.restore(id, request.ground(), caller.requireParty())));
  }

  private static Response created(PartyLoggedJson logged) {
    return Response.status(Response.Status.CREATED).entity(logged).build();
  }
}
