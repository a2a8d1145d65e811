package dev.tallystick.consent.pack;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.rules.pack.Pack;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A pack that has been added or activated. */
@Schema(name = "PackLogged")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // inside a Response, which tells nobody its type
record PackLoggedJson(
    String pack,
    int version,
    String digest,
    @Schema(description = "Of the activation.") @Nullable String eventId,
    @Schema(description = "Of the activation.") @Nullable Long index,
    @Schema(type = SchemaType.OBJECT, description = "The log's receipt, to be checked offline.")
        @JsonRawValue
        @Nullable String receipt) {

  static PackLoggedJson added(Pack pack) {
    return new PackLoggedJson(pack.id(), pack.version(), pack.digest().hex(), null, null, null);
  }

  static PackLoggedJson activated(Pack pack, Logged logged) {
    return new PackLoggedJson(
        pack.id(),
        pack.version(),
        pack.digest().hex(),
        logged.event().toString(),
        logged.index(),
        logged.receipt().orElse(null));
  }
}
