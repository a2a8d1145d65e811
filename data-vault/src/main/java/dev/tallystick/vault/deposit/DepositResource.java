package dev.tallystick.vault.deposit;

import dev.tallystick.caller.Caller;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.vault.IdempotencyKey;
import dev.tallystick.vault.PublicIds;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Depositing records: lines first, the signature over them second. */
@Path("/v1")
@Tag(name = "deposits", description = "Records that platforms deposit, in signed chunks.")
class DepositResource {
  private static final String NDJSON = "application/x-ndjson";

  /** The most lines of an import; what is added to it stays an integer of JSON. */
  private static final long MAX_LINES = 1L << 52;

  private final ImportChunk imports;
  private final ImportState state;
  private final SignChunk signing;
  private final Caller caller;

  DepositResource(ImportChunk imports, ImportState state, SignChunk signing, Caller caller) {
    this.imports = imports;
    this.state = state;
    this.signing = signing;
    this.caller = caller;
  }

  @POST
  @Path("records:import")
  @RolesAllowed("platform")
  @Consumes(NDJSON)
  @Produces(NDJSON)
  @Operation(
      operationId = "importRecords",
      summary = "Stage a chunk of records",
      description =
          "One record a line, at most 10,000 lines, 32 MB, 32 KiB a line, as they are or as gzip."
              + " The answer has a line for each, in the same order, and one for the chunk. Nothing"
              + " counts before the chunk is signed; unsigned it is dropped after ten minutes. A"
              + " long file is several chunks under one key, each at its offset. The format is in"
              + " docs/spec/records.md.")
  @RequestBody(
      required = true,
      content = @Content(mediaType = NDJSON, schema = @Schema(implementation = String.class)))
  @APIResponse(
      responseCode = "200",
      description = "A line for each line, and one for the chunk",
      content = @Content(mediaType = NDJSON, schema = @Schema(implementation = String.class)))
  @APIResponse(responseCode = "400", ref = "problem")
  @APIResponse(responseCode = "409", ref = "problem")
  @APIResponse(responseCode = "413", ref = "problem")
  @APIResponse(responseCode = "415", ref = "problem")
  @APIResponse(responseCode = "503", ref = "problem")
  public Response importRecords(
      @Parameter(description = "The supply agreement that the records are deposited under.")
          @QueryParam("agreement")
          @Nullable String agreement,
      @Parameter(
              required = true,
              description =
                  "Drawn by the caller, 8 to 128 visible ASCII characters; the same chunk sent"
                      + " again gets the same answer.")
          @HeaderParam("Idempotency-Key")
          @Nullable String key,
      @Parameter(description = "How many lines of the import stand before this chunk; 0.")
          @QueryParam("offset")
          @DefaultValue("0")
          long offset,
      @Parameter(hidden = true) @HeaderParam("Content-Encoding") @Nullable String encoding,
      InputStream lines)
      throws IOException {
    String platform = caller.requireParty();
    IdempotencyKey idempotencyKey = IdempotencyKey.of(key);
    if (agreement == null || !PublicIds.isId("agr", agreement)) {
      throw VaultProblem.ofField(VaultProblemCode.AGREEMENT_INVALID, "agreement", "id");
    }
    if (offset < 0 || offset > MAX_LINES) {
      throw VaultProblem.ofField(VaultProblemCode.OFFSET_INVALID, "offset", "range");
    }
    ImportPlace place = new ImportPlace(platform, idempotencyKey.value(), offset);
    ImportedChunk chunk = imports.take(place, agreement, GzipBody.open(encoding, lines));
    StreamingOutput answer = chunk::writeTo;
    return Response.ok(answer, NDJSON).build();
  }

  @GET
  @Path("imports/{key}")
  @RolesAllowed("platform")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "getImport",
      summary = "How far an import has come",
      description =
          "For a platform that goes on with a long file: the first line that is in no logged chunk."
              + " Of a key that was never used, line 0.")
  @APIResponse(responseCode = "422", ref = "problem")
  public ImportStateJson state(
      @Parameter(description = "The Idempotency-Key of the import's chunks.") @PathParam("key")
          String key) {
    String platform = caller.requireParty();
    return ImportStateJson.of(state.of(platform, IdempotencyKey.of(key).value()));
  }

  @POST
  @Path("chunks/{id}/signature")
  @RolesAllowed("platform")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "signChunk",
      summary = "Sign a chunk, so that it counts",
      description =
          "The platform's signature over chunk, agreement, count and root. The chunk is decided"
              + " about, logged, and from then on its records are there. The same statement again"
              + " gets the same answer.")
  @APIResponse(
      responseCode = "201",
      description = "The chunk is logged.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "CommittedChunk")))
  @APIResponse(responseCode = "409", ref = "problem")
  @APIResponse(responseCode = "410", ref = "problem")
  @APIResponse(responseCode = "503", ref = "problem")
  public Response sign(
      @Parameter(description = "The chunk.") @PathParam("id") String id,
      @NotNull @Valid SignatureJson signature)
      throws MalformedJsonException {
    SignChunk.Committed chunk = signing.sign(caller.requireParty(), id, signature.statement());
    JsonObject answer =
        JsonObject.builder()
            .put("chunk", chunk.chunk())
            .put("eventId", chunk.event().toString())
            .put("index", chunk.receipt().index())
            .put("receipt", CanonicalJson.parseMessage(chunk.receipt().toJson()))
            .build();
    return Response.status(Response.Status.CREATED)
        .entity(CanonicalJson.messageBytes(answer))
        .build();
  }
}
