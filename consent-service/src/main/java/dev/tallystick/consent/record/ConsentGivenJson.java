package dev.tallystick.consent.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A consent that has been given. */
@Schema(name = "ConsentGiven")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // inside a Response, which tells nobody its type
record ConsentGivenJson(
    String consent,
    long version,
    @Schema(description = "The notice as it was shown to the person.") String notice,
    String eventId,
    long index,
    @Schema(type = SchemaType.OBJECT, description = "The log's receipt, to be checked offline.")
        @JsonRawValue
        @Nullable String receipt,
    @Schema(
            description =
                "What the person keeps: a consent-receipt+jws with the field names of ISO/IEC TS"
                    + " 27560.")
        String consentReceipt) {

  static ConsentGivenJson of(Consents.Given given, String consentReceipt) {
    return new ConsentGivenJson(
        given.consent(),
        given.version(),
        given.notice().id(),
        given.logged().event().toString(),
        given.logged().index(),
        given.logged().receipt().orElse(null),
        consentReceipt);
  }
}
