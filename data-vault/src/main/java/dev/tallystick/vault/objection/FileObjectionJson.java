package dev.tallystick.vault.objection;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/** What a person says is wrong. */
record FileObjectionJson(
    @NotNull @Size(min = 1, max = 100) List<@NotNull @Pattern(regexp = "rec_[0-9a-f-]{36}") String> records,
    @NotBlank @Size(max = 1000) @Pattern(regexp = "[\\n\\P{C}\\p{Cf}\\p{Co}\\p{Cn}]*") String statement) {
  @Override
  public String toString() {
    return "FileObjectionJson[redacted]";
  }
}
