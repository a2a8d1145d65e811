package dev.tallystick.vault.identifier;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Who is enrolled. */
record EnrolJson(@NotNull @Valid IdentifierJson identifier) {
  @Override
  public String toString() {
    return "EnrolJson[redacted]";
  }
}
