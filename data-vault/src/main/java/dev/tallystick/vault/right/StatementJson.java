package dev.tallystick.vault.right;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The person's own words about a record. */
record StatementJson(
    @Size(min = 1, max = 500) @Pattern(regexp = "[\\n\\P{C}\\p{Cf}\\p{Co}\\p{Cn}]*") @Nullable String text) {
  Optional<String> toText() {
    return Optional.ofNullable(text);
  }

  @Override
  public String toString() {
    return "StatementJson[redacted]";
  }
}
