package dev.tallystick.vault.identifier;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who is enrolled. */
@Schema(name = "EnrolRequest")
record EnrolJson(@NotNull @Valid IdentifierJson identifier) {
  @Override
  public String toString() {
    return "EnrolJson[redacted]";
  }
}
