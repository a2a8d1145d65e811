package dev.tallystick.audit.publishing;

import dev.tallystick.audit.key.LogSigners;
import dev.tallystick.audit.witness.LogPolicy;
import dev.tallystick.tlog.Tile;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The public files of the log, as in c2sp.org/tlog-tiles. No token is asked for: anybody may check.
 */
@Path("/log")
@PermitAll
class TileResource {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String IMMUTABLE = "public, max-age=31536000, immutable";

  private final PublicTiles tiles;
  private final PublishedCheckpoint published;
  private final LogSigners signers;
  private final LogPolicy policy;

  TileResource(
      PublicTiles tiles, PublishedCheckpoint published, LogSigners signers, LogPolicy policy) {
    this.tiles = tiles;
    this.published = published;
    this.signers = signers;
    this.policy = policy;
  }

  @GET
  @Path("checkpoint")
  @Produces(TEXT)
  @NonBlocking
  public Response checkpoint() {
    return Response.ok(published.note().toString(), TEXT)
        .header("Cache-Control", "public, max-age=1")
        .build();
  }

  @GET
  @Path("vkey")
  @Produces(TEXT)
  @NonBlocking
  public Response vkey() {
    return Response.ok(signers.newest() + "\n", TEXT)
        .header("Cache-Control", "public, max-age=60")
        .build();
  }

  @GET
  @Path("keys")
  @Produces(TEXT)
  @NonBlocking
  public Response keys() {
    StringBuilder lines = new StringBuilder();
    for (String note : signers.successions()) {
      lines
          .append(Base64.getEncoder().encodeToString(note.getBytes(StandardCharsets.UTF_8)))
          .append('\n');
    }
    return Response.ok(lines.toString(), TEXT)
        .header("Cache-Control", "public, max-age=60")
        .build();
  }

  @GET
  @Path("policy")
  @Produces(TEXT)
  @NonBlocking
  public Response policy() {
    return Response.ok(policy.text(), TEXT).header("Cache-Control", "public, max-age=60").build();
  }

  @GET
  @Path("tile/{path:.+}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @NonBlocking
  public Uni<Response> tile(@PathParam("path") String path) {
    Tile tile = Tile.find("tile/" + path).orElseThrow(NotFoundException::new);
    return tiles.find(tile).map(TileResource::tile);
  }

  private static Response tile(Optional<byte[]> bytes) {
    return Response.ok(bytes.orElseThrow(NotFoundException::new))
        .type(MediaType.APPLICATION_OCTET_STREAM)
        .header("Cache-Control", IMMUTABLE)
        .build();
  }
}
