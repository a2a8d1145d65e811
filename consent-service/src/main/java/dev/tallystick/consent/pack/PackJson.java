package dev.tallystick.consent.pack;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tallystick.events.Timestamps;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.state.State;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rule pack, and from when on it decides. */
@Schema(name = "Pack")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PackJson(
    String pack,
    String family,
    int version,
    String title,
    @Schema(description = "That it is not legal advice; to be shown with every citation.")
        String disclaimer,
    @Schema(description = "SHA-256 of the exact bytes, by which the log names it.") String digest,
    @Schema(name = "extends", description = "The pack that it is laid over.")
        @JsonProperty("extends")
        @Nullable String extendedPack,
    @Schema(description = "From when on it is meant to decide.") String effectiveFrom,
    @Schema(description = "The instants that the regulator has activated it for.")
        List<String> activations) {

  static PackJson of(Pack pack, State state) {
    return new PackJson(
        pack.id(),
        pack.family(),
        pack.version(),
        pack.title(),
        pack.disclaimer(),
        pack.digest().hex(),
        pack.extendedPack().orElse(null),
        Timestamps.format(pack.effectiveFrom().toEpochMilli()),
        state.packs(pack.family()).stream()
            .filter(activation -> activation.digest().equals(pack.digest().hex()))
            .map(activation -> Timestamps.format(activation.effectiveFromMillis()))
            .toList());
  }
}
