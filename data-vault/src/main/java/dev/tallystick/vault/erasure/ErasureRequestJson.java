package dev.tallystick.vault.erasure;

import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a person wants erased. Every member may be left out. */
@Schema(name = "ErasureRequest")
record ErasureRequestJson(
    @Schema(description = "Only what this party has deposited; everything when left out.")
        @Pattern(regexp = "[a-z0-9][a-z0-9._-]{0,63}") @Nullable String provider,
    @Schema(
            description =
                "Whether a keyed digest of each identifier stays, so that the next import does not"
                    + " bring the person back. Only when everything is erased.")
        @Nullable Boolean suppress) {
  Optional<String> toProvider() {
    return Optional.ofNullable(provider);
  }

  Wish toWish() {
    return new Wish(provider == null && Boolean.TRUE.equals(suppress));
  }
}
