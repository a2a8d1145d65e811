package dev.tallystick.consent.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tallystick.consent.log.LoggedJson;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A consent that has been given. */
@Schema(name = "ConsentGiven")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // inside a Response, which tells nobody its type
record ConsentGivenJson(
    String consent,
    long version,
    @Schema(description = "The notice as it was shown to the person.") String notice,
    @JsonUnwrapped LoggedJson logged,
    @Schema(
            description =
                "What the person keeps: a consent-receipt+jws with the field names of ISO/IEC TS"
                    + " 27560.")
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
