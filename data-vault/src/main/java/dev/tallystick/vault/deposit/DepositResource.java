package dev.tallystick.vault.deposit;

import dev.tallystick.caller.Caller;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.problem.BodyWatch;
import dev.tallystick.vault.IdempotencyKey;
import dev.tallystick.vault.PublicIds;
import dev.tallystick.vault.document.LoggedChunk;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import io.vertx.ext.web.RoutingContext;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Depositing records: lines first, the signature over them second. */
@Path("/v1")
class DepositResource {
  private static final String NDJSON = "application/x-ndjson";

  /** The most lines of an import; what is added to it stays an integer of JSON. */
  private static final long MAX_LINES = 1L << 52;

  private final ImportAdmission admission;
  private final ImportChunk imports;
  private final ImportState state;
  private final SignChunk signing;
  private final Caller caller;

  DepositResource(
      ImportAdmission admission,
      ImportChunk imports,
      ImportState state,
      SignChunk signing,
      Caller caller) {
    this.admission = admission;
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
  public Response importRecords(
      @QueryParam("agreement") @Nullable String agreement,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @QueryParam("offset") @DefaultValue("0") long offset,
      @HeaderParam("Content-Encoding") @Nullable String encoding,
      @Context RoutingContext request,
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
    admission.require(platform, agreement);
    ImportPlace place = new ImportPlace(platform, idempotencyKey.value(), offset);
    InputStream awaited = BodyWatch.awaited(request, lines);
    ImportedChunk chunk = imports.take(place, agreement, encoding, awaited);
    StreamingOutput answer = chunk::writeTo;
    return Response.ok(answer, NDJSON).build();
  }

  @GET
  @Path("imports/{key}")
  @RolesAllowed("platform")
  @Produces(MediaType.APPLICATION_JSON)
  public ImportStateJson state(@PathParam("key") String key) {
    String platform = caller.requireParty();
    return ImportStateJson.of(state.of(platform, IdempotencyKey.of(key).value()));
  }

  @POST
  @Path("chunks/{id}/signature")
  @RolesAllowed("platform")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response sign(@PathParam("id") String id, @NotNull @Valid SignatureJson signature)
      throws MalformedJsonException {
    SignChunk.Committed chunk = signing.sign(caller.requireParty(), id, signature.statement());
    JsonObject answer =
        new LoggedChunk(
                chunk.chunk(),
                chunk.event(),
                chunk.receipt().index(),
                (JsonObject) CanonicalJson.parseMessage(chunk.receipt().toJson()))
            .toJson();
    return Response.status(Response.Status.CREATED)
        .entity(CanonicalJson.messageBytes(answer))
        .build();
  }
}
