package dev.tallystick.vault.identifier;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Whose tokens are asked for, and the signed purpose. */
record ResolveJson(
    @NotNull @Size(max = 16_384) String statement,
    @NotNull @Size(min = 1, max = 100) @Valid List<@NotNull IdentifierJson> identifiers) {
  @Override
  public String toString() {
    return "ResolveJson[redacted]";
  }
}
