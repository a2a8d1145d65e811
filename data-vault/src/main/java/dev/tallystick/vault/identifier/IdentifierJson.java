package dev.tallystick.vault.identifier;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An identifier as it is sent. */
@Schema(name = "Identifier")
record IdentifierJson(
    @NotNull @Size(max = 32) @Schema(enumeration = {"ID_CARD", "PHONE", "CUSTOMER_NO"})
        String scheme,
    @NotNull @Size(min = 1, max = 128) String value,
    @Schema(
            description =
                "Whose customer number it is. A platform's own are always its own; others must name"
                    + " it.")
        @Size(max = 64) @Nullable String platform) {
  ResolveIdentifiers.Asked toAsked() {
    return new ResolveIdentifiers.Asked(scheme, value, Optional.ofNullable(platform));
  }

  @Override
  public String toString() {
    return "IdentifierJson[redacted]";
  }
}
