package dev.tallystick.consent.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tallystick.consent.log.LoggedJson;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** A consent that has been given. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // inside a Response, which tells nobody its type
record ConsentGivenJson(
    String consent,
    long version,
    String notice,
    @JsonUnwrapped LoggedJson logged,
    String consentReceipt) {

  static ConsentGivenJson of(GiveConsent.Given given, String consentReceipt) {
    return new ConsentGivenJson(
        given.consent(),
        given.version(),
        given.notice().id(),
        LoggedJson.of(given.logged()),
        consentReceipt);
  }
}
