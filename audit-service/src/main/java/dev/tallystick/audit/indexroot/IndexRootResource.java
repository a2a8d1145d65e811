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

/**
 * The index roots, each with the proof that it is in the log. No token is asked for: two roots of
 * one number, a gap or a second chain are for anybody to find.
 */
@Path("/index")
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
  public Response root() {
    return ok(pages.single(lists.newest().root()), FOR_NOW);
  }

  @GET
  @Path("roots")
  @Produces(MediaType.APPLICATION_JSON)
  @Blocking
  public Response roots(
      @QueryParam("after") @DefaultValue("0") @Min(0) long after,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(RootPages.LIMIT) int limit) {
    RootPages.Page page = pages.get(after, limit);
    return ok(page.json(), page.isFinal() ? FOR_GOOD : FOR_NOW);
  }

  private static Response ok(byte[] json, String caching) {
    return Response.ok(json, MediaType.APPLICATION_JSON).header("Cache-Control", caching).build();
  }
}
