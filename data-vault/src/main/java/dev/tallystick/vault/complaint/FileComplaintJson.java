package dev.tallystick.vault.complaint;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person complains of. */
record FileComplaintJson(
    @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9._-]{0,63}") String authority,
    @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9._-]{0,63}") String against,
    @NotBlank @Size(max = 4000) @Pattern(regexp = "[\\n\\P{C}\\p{Cf}\\p{Co}\\p{Cn}]*") String statement,
    @Size(max = 100) @Nullable List<
                @NotNull @Pattern(
                    regexp = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
                String>
            about) {
  List<String> entries() {
    return about == null ? List.of() : about;
  }

  @Override
  public String toString() {
    return "FileComplaintJson[redacted]";
  }
}
