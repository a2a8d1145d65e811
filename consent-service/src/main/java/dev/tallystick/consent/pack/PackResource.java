package dev.tallystick.consent.pack;

import dev.tallystick.approvals.ActingPerson;
import dev.tallystick.approvals.CurrentPerson;
import dev.tallystick.approvals.PrivilegedActs;
import dev.tallystick.caller.Caller;
import dev.tallystick.consent.DecisionProblemCode;
import dev.tallystick.consent.FieldForms;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.idempotency.Idempotent;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.PackSchema;
import dev.tallystick.rules.state.State;
import dev.tallystick.tlog.Hash;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
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
  private final CurrentPerson current;
  private final PrivilegedActs acts;

  PackResource(
      Packs packs, LiveState state, Caller caller, CurrentPerson current, PrivilegedActs acts) {
    this.packs = packs;
    this.state = state;
    this.caller = caller;
    this.current = current;
    this.acts = acts;
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
            .orElseThrow(DecisionProblemCode.PACK_UNKNOWN::problem)
            .yaml();
    return Response.ok(yaml, YAML).header("Cache-Control", "public, immutable").build();
  }

  /** What has changed in it since another text; both are what their digests say, for good. */
  @GET
  @Path("{digest}/difference")
  @PermitAll
  @Produces(MediaType.APPLICATION_JSON)
  public Response difference(
      @PathParam("digest") @Pattern(regexp = FieldForms.HASH) String digest,
      @QueryParam("from") @NotNull @Pattern(regexp = FieldForms.HASH) String from) {
    PackDifference difference = new PackDifference(text(from), text(digest));
    return Response.ok(PackDifferenceJson.of(from, digest, difference), MediaType.APPLICATION_JSON)
        .header("Cache-Control", "public, immutable")
        .build();
  }

  private String text(String digest) {
    Pack pack =
        packs.find(Hash.fromHex(digest)).orElseThrow(DecisionProblemCode.PACK_UNKNOWN::problem);
    return new String(pack.yaml(), StandardCharsets.UTF_8);
  }

  @POST
  @Consumes(YAML)
  @RolesAllowed("regulator")
  @Idempotent
  public Response add(@NotNull @Size(min = 1, max = MAX_SIZE) byte[] yaml) {
    String unusedParty = caller.requireParty();
    ActingPerson person = current.get();
    acts.count(person);
    acts.record("PACK.ADD", person, Optional.empty());
    return created(PackAddedJson.of(packs.add(yaml)));
  }

  private static Response created(PackAddedJson pack) {
    return Response.status(Response.Status.CREATED)
        .type(MediaType.APPLICATION_JSON)
        .entity(pack)
        .build();
  }
}
