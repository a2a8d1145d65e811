package dev.tallystick.vault.objection;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person says is wrong: records, or releases and the party that has to answer for them. */
record FileObjectionJson(
    @Size(min = 1, max = 100) @Nullable List<@NotNull @Pattern(regexp = "rec_[0-9a-f-]{36}") String> records,
    @Pattern(regexp = "[a-z0-9][a-z0-9._-]{0,63}") @Nullable String party,
    @Size(min = 1, max = 100) @Nullable List<
                @NotNull @Pattern(
                    regexp = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
                String>
            releases,
    @NotBlank @Size(max = 1000) @Pattern(regexp = "[\\n\\P{C}\\p{Cf}\\p{Co}\\p{Cn}]*") String statement) {
  /** The records, if it is to records alone. */
  Optional<List<String>> ofRecords() {
    return party == null && releases == null ? Optional.ofNullable(records) : Optional.empty();
  }

  /** The releases and who answers for them, if it is to releases alone. */
  Optional<ToReleases> ofReleases() {
    return records == null && party != null && releases != null
        ? Optional.of(new ToReleases(party, releases))
        : Optional.empty();
  }

  /** Releases, and the party that has to answer for them. */
  record ToReleases(String party, List<String> releases) {}

  @Override
  public String toString() {
    return "FileObjectionJson[redacted]";
  }
}
