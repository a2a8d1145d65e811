package dev.tallystick.consent.record;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All consents of a person. */
@Schema(name = "Consents")
record ConsentsJson(
    List<ConsentJson> consents,
    @Schema(description = "The size of the log that this is read from.") long asOfSize) {}
