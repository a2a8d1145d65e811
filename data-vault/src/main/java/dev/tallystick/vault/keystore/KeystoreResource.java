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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What operators do to keys. None of it shows a key or a record. */
@Path("/v1")
@Tag(name = "keystore", description = "The life of the keys that records are sealed under.")
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
  @Operation(
      operationId = "rotateKeys",
      summary = "Rotate wrapping keys and destroy the old versions now",
      description =
          "Happens by itself within the stated time; this does it at once. Wraps every data key"
              + " anew, backs up the keystore, reads the backup back, destroys the old versions."
              + " Records can be read all the while. Asked again after it broke off, it goes on.")
  @APIResponse(responseCode = "200", description = "The latest rotations and how far they are.")
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
  @Operation(
      operationId = "listKeyRotations",
      summary = "Rotations of the last month",
      description = "At most a thousand, the latest first. What is not destroyed yet is under way.")
  @APIResponse(responseCode = "200", description = "The rotations.")
  public RotationsJson rotations() {
    return RotationsJson.of(rotation.recent());
  }

  @POST
  @Path("keys:restore")
  @RolesAllowed("operator")
  @Operation(
      operationId = "restoreKeystore",
      summary = "Put the newest backup in the keystore's place",
      description =
          "After the database was restored from a backup of its own. Keys that were shredded since"
              + " are gone again.")
  @APIResponse(responseCode = "200", description = "How many keys there are now.")
  @APIResponse(responseCode = "409", ref = "problem")
  public RestoredJson restore() {
    return new RestoredJson(backup.restore());
  }
}
