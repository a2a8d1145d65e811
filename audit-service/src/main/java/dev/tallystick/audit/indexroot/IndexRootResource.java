package dev.tallystick.audit.indexroot;

import dev.tallystick.audit.usage.ProvedLists;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The index roots, each with the proof that it is in the log. No token is asked for: two roots of
 * one number, a gap or a second chain are for anybody to find.
 */
@Path("/index")
@Tag(name = "index", description = "The chain of index roots. No token needed.")
@PermitAll
class IndexRootResource {
  private static final String FOR_NOW = "public, max-age=1";

  /** What a full page says does not change, and what it proves stays proved. */
  private static final String FOR_GOOD = "public, max-age=86400, immutable";

  private final ProvedLists lists;
  private final RootPages pages;

  IndexRootResource(ProvedLists lists, RootPages pages) {
    this.lists = lists;
    this.pages = pages;
  }

  @GET
  @Path("root")
  @Produces(MediaType.APPLICATION_JSON)
  @Blocking
  @Operation(
      operationId = "getIndexRoot",
      summary = "The newest index root, proved to be in the log")
  @APIResponse(
      responseCode = "200",
      description = "The entry, opened, with its proof and the checkpoint that this leads to",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "IndexRootEntry")))
  @APIResponse(responseCode = "503", ref = "problem")
  public Response root() {
    return ok(pages.single(lists.newest().root()), FOR_NOW);
  }

  @GET
  @Path("roots")
  @Produces(MediaType.APPLICATION_JSON)
  @Blocking
  @Operation(
      operationId = "getIndexRoots",
      summary = "All index roots by number, each proved to be in the log",
      description =
          "`next` is the `after` of the next page; absent when there is none yet. A full page does not change: caches"
              + " may keep it. A service makes few pages at a time; 503 says to come again.")
  @APIResponse(
      responseCode = "200",
      description =
          "The roots after a number, in order, and the checkpoint that their proofs lead to",
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "IndexRootPage")))
  @APIResponse(responseCode = "422", ref = "problem")
  @APIResponse(responseCode = "503", ref = "problem")
  public Response roots(
      @Parameter(description = "The number that the page begins after")
          @QueryParam("after")
          @DefaultValue("0")
          @Min(0) long after,
      @Parameter(description = "Roots on a page, 1 to 100")
          @QueryParam("limit")
          @DefaultValue("100")
          @Min(1) @Max(RootPages.LIMIT) int limit) {
    RootPages.Page page = pages.get(after, limit);
    return ok(page.json(), page.isFinal() ? FOR_GOOD : FOR_NOW);
  }

  private static Response ok(byte[] json, String caching) {
    return Response.ok(json, MediaType.APPLICATION_JSON).header("Cache-Control", caching).build();
  }
}
