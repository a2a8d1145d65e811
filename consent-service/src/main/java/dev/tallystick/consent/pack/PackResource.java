package dev.tallystick.consent.pack;

import dev.tallystick.caller.Caller;
import dev.tallystick.consent.ConsentProblemCode;
import dev.tallystick.consent.FieldForms;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.idempotency.Idempotent;
import dev.tallystick.rules.pack.PackSchema;
import dev.tallystick.rules.state.State;
import dev.tallystick.tlog.Hash;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Rule packs: the law as data, for everybody to read. */
@Path("/v1/packs")
class PackResource {
  private static final String YAML = "application/yaml";
  private static final String SCHEMA = "application/schema+json";
  private static final int MAX_SIZE = 256 * 1024;

  private final Packs packs;
  private final LiveState state;
  private final Caller caller;

  PackResource(Packs packs, LiveState state, Caller caller) {
    this.packs = packs;
    this.state = state;
    this.caller = caller;
  }

  @GET
  @PermitAll
  public PacksJson list() {
    State seen = state.current();
    return new PacksJson(
        packs.all().stream().map(pack -> PackJson.of(pack, seen)).toList(), seen.size());
  }

  @GET
  @Path("schema")
  @PermitAll
  @Produces(SCHEMA)
  public String schema() {
    return PackSchema.text();
  }

  @GET
  @Path("{digest}")
  @PermitAll
  @Produces(YAML)
  public Response get(@PathParam("digest") @Pattern(regexp = FieldForms.HASH) String digest) {
    byte[] yaml =
        packs
            .find(Hash.fromHex(digest))
            .orElseThrow(ConsentProblemCode.PACK_UNKNOWN::problem)
            .yaml();
    return Response.ok(yaml, YAML).header("Cache-Control", "public, immutable").build();
  }

  @POST
  @Consumes(YAML)
  @RolesAllowed("regulator")
  @Idempotent
  public Response add(@NotNull @Size(min = 1, max = MAX_SIZE) byte[] yaml) {
    caller.requireParty();
    return created(PackLoggedJson.added(packs.add(yaml)));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("{id}/activation")
  @RolesAllowed("regulator")
  @Idempotent
  public Response activate(
      @PathParam("id") @Pattern(regexp = FieldForms.PARTY) String id,
      @NotNull @Valid ActivationJson request) {
    String by = caller.requireParty();
    var pack = packs.get(id, Optional.ofNullable(request.digest()));
    return created(
        PackLoggedJson.activated(pack, packs.activate(pack, request.effectiveFrom(), by)));
  }

  private static Response created(PackLoggedJson pack) {
    return Response.status(Response.Status.CREATED)
        .type(MediaType.APPLICATION_JSON)
        .entity(pack)
        .build();
  }
}
