package dev.tallystick.consent.pack;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.log.LoggedJson;
import dev.tallystick.rules.pack.Pack;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** A pack that has been added or activated. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // inside a Response, which tells nobody its type
record PackLoggedJson(
    String pack, int version, String digest, @JsonUnwrapped @Nullable LoggedJson logged) {

  static PackLoggedJson added(Pack pack) {
    return new PackLoggedJson(pack.id(), pack.version(), pack.digest().hex(), null);
  }

  static PackLoggedJson activated(Pack pack, Logged logged) {
    return new PackLoggedJson(
        pack.id(), pack.version(), pack.digest().hex(), LoggedJson.of(logged));
  }
}
