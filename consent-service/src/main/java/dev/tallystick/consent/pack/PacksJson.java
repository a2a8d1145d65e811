package dev.tallystick.consent.pack;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All rule packs at hand. */
@Schema(name = "Packs")
record PacksJson(
    List<PackJson> packs,
    @Schema(description = "The size of the log that activations are read from.") long asOfSize) {}
