package dev.tallystick.vault.erasure;

import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person wants erased. Every member may be left out. */
record ErasureRequestJson(
    @Pattern(regexp = "[a-z0-9][a-z0-9._-]{0,63}") @Nullable String provider,
    @Nullable Boolean suppress) {
  Optional<String> toProvider() {
    return Optional.ofNullable(provider);
  }

  Wish toWish() {
    return new Wish(provider == null && Boolean.TRUE.equals(suppress));
  }
}
