package dev.tallystick.consent.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The requests that a person has not answered. */
@Schema(name = "ConsentAsks")
record ConsentAsksJson(
    @JsonProperty("authorization_details") List<ConsentAskJson> authorizationDetails) {}
