package dev.tallystick.vault.objection;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The party's written answer. */
record ResolveObjectionJson(
    @NotNull @Pattern(regexp = "CORRECTED|REJECTED|UNVERIFIABLE") String outcome,
    @NotBlank @Size(max = 1000) @Pattern(regexp = "[\\n\\P{C}\\p{Cf}\\p{Co}\\p{Cn}]*") String answer,
    @Size(max = 100) @Nullable List<
                @NotNull @Pattern(
                    regexp = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
                String>
            corrections) {
  List<String> toCorrections() {
    return corrections == null ? List.of() : corrections;
  }

  @Override
  public String toString() {
    return "ResolveObjectionJson[redacted]";
  }
}
