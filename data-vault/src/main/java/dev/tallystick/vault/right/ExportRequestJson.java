package dev.tallystick.vault.right;

import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** For whom an export is meant. */
record ExportRequestJson(
    @Pattern(regexp = "[a-z0-9][a-z0-9._-]{0,63}") @Nullable String handedTo,
    @Pattern(regexp = "rec_[0-9a-f-]{36}") @Nullable String after) {
  String toAfter() {
    return after == null ? "" : after;
  }

  Optional<String> toHandedTo() {
    return Optional.ofNullable(handedTo);
  }
}
