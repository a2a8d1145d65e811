package dev.tallystick.web;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Hands out the files that pages need. */
@Path("/assets")
public class AssetResource implements OpenPage {
  private static final String FOR_A_YEAR = "public, max-age=31536000, immutable";

  private final AssetFiles files;

  AssetResource(AssetFiles files) {
    this.files = files;
  }

  /** A file; of another version than this one it is not to be kept. */
  @GET
  @Path("{version}/{name:[a-z0-9/]+\\.[a-z]+}")
  @PermitAll
  public Response get(@PathParam("version") String version, @PathParam("name") String name) {
    AssetFile file = files.find(name).orElseThrow(NotFoundException::new);
    Response.ResponseBuilder answer =
        Response.ok(file.content()).header(HttpHeaders.CONTENT_TYPE, file.type());
    if (files.isCurrent(version)) {
      answer.header(HttpHeaders.CACHE_CONTROL, FOR_A_YEAR);
    }
    return answer.build();
  }
}
