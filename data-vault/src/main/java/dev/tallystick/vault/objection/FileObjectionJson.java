package dev.tallystick.vault.objection;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a person says is wrong. */
@Schema(name = "ObjectionRequest")
record FileObjectionJson(
    @Schema(description = "Records of one party.") @NotNull @Size(min = 1, max = 100) List<@NotNull @Pattern(regexp = "rec_[0-9a-f-]{36}") String> records,
    @NotBlank @Size(max = 1000) @Pattern(regexp = "[\\n\\P{C}\\p{Cf}\\p{Co}\\p{Cn}]*") String statement) {
  @Override
  public String toString() {
    return "FileObjectionJson[redacted]";
  }
}
