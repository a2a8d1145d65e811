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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Rule packs: the law as data, for everybody to read. */
@Path("/v1/packs")
@Tag(name = "packs", description = "The rules that decisions are made by, and since when.")
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
  @Operation(
      operationId = "listPacks",
      summary = "The rule packs at hand",
      description = "With the instants from which they decide. No token is needed.")
  @APIResponse(responseCode = "200", description = "All packs.")
  public PacksJson list() {
    State seen = state.current();
    return new PacksJson(
        packs.all().stream().map(pack -> PackJson.of(pack, seen)).toList(), seen.size());
  }

  @GET
  @Path("schema")
  @PermitAll
  @Produces(SCHEMA)
  @Operation(
      operationId = "getPackSchema",
      summary = "The JSON Schema of rule packs",
      description = "For authors of packs, draft 2020-12. No token is needed.")
  @APIResponse(
      responseCode = "200",
      description = "The schema.",
      content = @Content(mediaType = SCHEMA, schema = @Schema(type = SchemaType.OBJECT)))
  public String schema() {
    return PackSchema.text();
  }

  @GET
  @Path("{digest}")
  @PermitAll
  @Produces(YAML)
  @Operation(
      operationId = "getPack",
      summary = "The text of a rule pack",
      description = "Exactly the bytes whose SHA-256 the log names. No token is needed.")
  @APIResponse(
      responseCode = "200",
      description = "The text.",
      content = @Content(mediaType = YAML, schema = @Schema(type = SchemaType.STRING)))
  @APIResponse(responseCode = "404", ref = "problem")
  public Response get(
      @Parameter(description = "SHA-256 of the pack, in hex")
          @PathParam("digest")
          @Pattern(regexp = FieldForms.HASH) String digest) {
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
  @Operation(
      operationId = "addPack",
      summary = "Add a rule pack",
      description =
          "It is kept byte for byte and decides nothing before it is activated. `/v1/packs/schema` has its"
              + " form; 422 names the place and the rule of what is wrong.")
  @RequestBody(
      required = true,
      content = @Content(mediaType = YAML, schema = @Schema(type = SchemaType.STRING)))
  @APIResponse(
      responseCode = "201",
      description = "The pack is kept.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = PackLoggedJson.class)))
  @APIResponse(responseCode = "409", ref = "problem")
  @APIResponse(responseCode = "422", ref = "problem")
  public Response add(@NotNull @Size(min = 1, max = MAX_SIZE) byte[] yaml) {
    caller.requireParty();
    return created(PackLoggedJson.added(packs.add(yaml)));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("{id}/activation")
  @RolesAllowed("regulator")
  @Idempotent
  @Operation(
      operationId = "activatePack",
      summary = "Let a rule pack decide from an instant on",
      description =
          "The highest version of the pack, or the text that is named by its digest; it takes the place of"
              + " the family's others.")
  @APIResponse(
      responseCode = "201",
      description = "The pack is activated.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = PackLoggedJson.class)))
  @APIResponse(responseCode = "404", ref = "problem")
  public Response activate(
      @Parameter(description = "The pack's id, such as cn-2022")
          @PathParam("id")
          @Pattern(regexp = FieldForms.PARTY) String id,
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
