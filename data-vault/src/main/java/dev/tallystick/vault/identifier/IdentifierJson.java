package dev.tallystick.vault.identifier;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An identifier as it is sent. */
record IdentifierJson(
    @NotNull @Size(max = 32) String scheme,
    @NotNull @Size(min = 1, max = 128) String value,
    @Size(max = 64) @Nullable String platform) {
  ResolveIdentifiers.Asked toAsked() {
    return new ResolveIdentifiers.Asked(scheme, value, Optional.ofNullable(platform));
  }

  @Override
  public String toString() {
    return "IdentifierJson[redacted]";
  }
}
