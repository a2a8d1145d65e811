package dev.tallystick.vault.right;

import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** For whom an export is meant. */
@Schema(name = "ExportRequest")
record ExportRequestJson(
    @Schema(description = "The party that the person will give it to; noted in the log.")
        @Pattern(regexp = "[a-z0-9][a-z0-9._-]{0,63}") @Nullable String handedTo,
    @Schema(
            description =
                "The `next` of the export before; left out, it begins with the first record.")
        @Pattern(regexp = "rec_[0-9a-f-]{36}") @Nullable String after) {
  String toAfter() {
    return after == null ? "" : after;
  }

  Optional<String> toHandedTo() {
    return Optional.ofNullable(handedTo);
  }
}
