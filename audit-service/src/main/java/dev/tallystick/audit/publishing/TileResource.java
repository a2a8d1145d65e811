package dev.tallystick.audit.publishing;

import dev.tallystick.audit.key.LogIdentity;
import dev.tallystick.audit.storage.TileRepository;
import dev.tallystick.audit.witness.LogPolicy;
import dev.tallystick.tlog.Tile;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The public files of the log, as in c2sp.org/tlog-tiles. No token is asked for: anybody may check.
 */
@Path("/log")
@Tag(
    name = "log",
    description =
        "The public log: c2sp.org/tlog-tiles and c2sp.org/tlog-checkpoint. No token needed.")
@PermitAll
class TileResource {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String IMMUTABLE = "public, max-age=31536000, immutable";

  private final TileRepository tiles;
  private final PublishedCheckpoint published;
  private final LogIdentity identity;
  private final LogPolicy policy;

  TileResource(
      TileRepository tiles, PublishedCheckpoint published, LogIdentity identity, LogPolicy policy) {
    this.tiles = tiles;
    this.published = published;
    this.identity = identity;
    this.policy = policy;
  }

  @GET
  @Path("checkpoint")
  @Produces(TEXT)
  @NonBlocking
  @Operation(
      operationId = "getCheckpoint",
      summary = "The newest published checkpoint, a signed note",
      description =
          "With the cosignatures of the policy's witnesses. While no quorum of them answers, newer checkpoints are"
              + " published without.")
  @APIResponse(
      responseCode = "200",
      description = "Of the tree as it was a second or two ago",
      content = @Content(mediaType = "text/plain", schema = @Schema(implementation = String.class)))
  @APIResponse(responseCode = "503", ref = "problem")
  public Response checkpoint() {
    return Response.ok(published.note().toString(), TEXT)
        .header("Cache-Control", "public, max-age=1")
        .build();
  }

  @GET
  @Path("vkey")
  @Produces(TEXT)
  @NonBlocking
  @Operation(
      operationId = "getVerifierKey",
      summary = "The log's verifier key (c2sp.org/signed-note)")
  @APIResponse(
      responseCode = "200",
      description = "One line: name, key id, key",
      content = @Content(mediaType = "text/plain", schema = @Schema(implementation = String.class)))
  public Response vkey() {
    return Response.ok(identity.vkey() + "\n", TEXT)
        .header("Cache-Control", "public, max-age=60")
        .build();
  }

  @GET
  @Path("policy")
  @Produces(TEXT)
  @NonBlocking
  @Operation(
      operationId = "getPolicy",
      summary = "The policy by which checkpoints are accepted (tlog-policy)")
  @APIResponse(
      responseCode = "200",
      description = "The log's key, the witnesses and the quorum",
      content = @Content(mediaType = "text/plain", schema = @Schema(implementation = String.class)))
  public Response policy() {
    return Response.ok(policy.text(), TEXT).header("Cache-Control", "public, max-age=60").build();
  }

  @GET
  @Path("tile/{path:.+}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @Blocking
  @Operation(
      operationId = "getTile",
      summary = "A tile of hashes, or an entry bundle",
      description =
          "Paths as in c2sp.org/tlog-tiles: <level>/<index>[.p/<width>] and entries/<index>[.p/<width>].")
  @APIResponse(
      responseCode = "200",
      description = "The tile; its bytes never change",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_OCTET_STREAM,
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "404", ref = "problem")
  public Response tile(
      @Parameter(description = "Level, index and width", example = "0/x001/234.p/7")
          @PathParam("path")
          String path) {
    Optional<byte[]> bytes = Tile.find("tile/" + path).flatMap(tiles::find);
    return Response.ok(bytes.orElseThrow(NotFoundException::new))
        .type(MediaType.APPLICATION_OCTET_STREAM)
        .header("Cache-Control", IMMUTABLE)
        .build();
  }
}
