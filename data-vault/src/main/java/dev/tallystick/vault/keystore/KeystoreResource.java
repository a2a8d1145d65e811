package dev.tallystick.vault.keystore;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;

/** What operators do to keys. None of it shows a key or a record. */
@Path("/v1")
class KeystoreResource {
  private final KeyRotation rotation;
  private final KeystoreBackup backup;
  private final Clock clock;
  private final BeginRotation beginning;

  KeystoreResource(
      KeyRotation rotation, KeystoreBackup backup, Clock clock, BeginRotation beginning) {
    this.rotation = rotation;
    this.backup = backup;
    this.clock = clock;
    this.beginning = beginning;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("keys:rotate")
  @RolesAllowed("operator")
  public RotationsJson rotate(@NotNull @Valid RotateJson request) {
    if (request.which().equals("ALL")) {
      beginning.beginAll();
    } else {
      beginning.beginShredded(clock.instant());
    }
    rotation.advance();
    return RotationsJson.of(rotation.recent());
  }

  @GET
  @Path("keys/rotations")
  @RolesAllowed("operator")
  public RotationsJson rotations() {
    return RotationsJson.of(rotation.recent());
  }

  @POST
  @Path("keys:restore")
  @RolesAllowed("operator")
  public RestoredJson restore() {
    return new RestoredJson(backup.restore());
  }
}
