package dev.tallystick.vault.objection;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The party's written answer. */
@Schema(name = "ObjectionAnswer")
record ResolveObjectionJson(
    @Schema(enumeration = {"CORRECTED", "REJECTED", "UNVERIFIABLE"})
        @NotNull @Pattern(regexp = "CORRECTED|REJECTED|UNVERIFIABLE") String outcome,
    @Schema(description = "As the person reads it.")
        @NotBlank @Size(max = 1000) @Pattern(regexp = "[\\n\\P{C}\\p{Cf}\\p{Co}\\p{Cn}]*") String answer,
    @Schema(description = "The entries record.corrected; with CORRECTED, and only then.")
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
