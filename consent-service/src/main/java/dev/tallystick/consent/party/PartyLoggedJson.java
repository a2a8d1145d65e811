package dev.tallystick.consent.party;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.log.LoggedJson;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** The entry of the log about a party. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // inside a Response, which tells nobody its type
record PartyLoggedJson(
    String party,
    @Nullable String licence,
    @Nullable String thumbprint,
    @JsonUnwrapped LoggedJson logged) {

  static PartyLoggedJson of(String party, Logged logged) {
    return of(party, null, null, logged);
  }

  static PartyLoggedJson ofLicence(String party, String licence, Logged logged) {
    return of(party, licence, null, logged);
  }

  static PartyLoggedJson ofKey(String party, String thumbprint, Logged logged) {
    return of(party, null, thumbprint, logged);
  }

  private static PartyLoggedJson of(
      String party, @Nullable String licence, @Nullable String thumbprint, Logged logged) {
    return new PartyLoggedJson(party, licence, thumbprint, LoggedJson.of(logged));
  }
}
