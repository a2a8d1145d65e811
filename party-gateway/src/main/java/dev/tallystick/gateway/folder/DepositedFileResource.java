package dev.tallystick.gateway.folder;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code GET /v1/files}: what became of the files of the folder. */
@Path("/v1/files")
@Blocking
class DepositedFileResource {
  private final DepositedFileRepository files;

  DepositedFileResource(DepositedFileRepository files) {
    this.files = files;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed("platform")
  public DepositedFilesJson list() {
    return new DepositedFilesJson(files.newest().stream().map(DepositedFileJson::of).toList());
  }
}
