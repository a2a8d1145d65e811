package dev.tallystick.vault.keystore;

import dev.tallystick.approvals.ActingPerson;
import dev.tallystick.approvals.CurrentPerson;
import dev.tallystick.approvals.PrivilegedActs;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Optional;

/** What operators do to keys. None of it shows a key or a record. */
@Path("/v1")
class KeystoreResource {
  private final KeyRotation rotation;
  private final Clock clock;
  private final BeginRotation beginning;
  private final CurrentPerson current;
  private final PrivilegedActs acts;

  KeystoreResource(
      KeyRotation rotation,
      Clock clock,
      BeginRotation beginning,
      CurrentPerson current,
      PrivilegedActs acts) {
    this.rotation = rotation;
    this.clock = clock;
    this.beginning = beginning;
    this.current = current;
    this.acts = acts;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("keys:rotate")
  @RolesAllowed("operator")
  public RotationsJson rotate(@NotNull @Valid RotateJson request) {
    ActingPerson person = current.get();
    acts.count(person);
    acts.record("KEYS.ROTATE." + request.which(), person, Optional.empty());
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
}
