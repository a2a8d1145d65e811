package dev.tallystick.consent.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The requests that a person has not answered. */
record ConsentAsksJson(
    @JsonProperty("authorization_details") List<ConsentAskJson> authorizationDetails) {}
