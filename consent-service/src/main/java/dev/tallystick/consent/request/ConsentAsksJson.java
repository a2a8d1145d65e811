package dev.tallystick.consent.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** What a person is asked for and has not answered. */
record ConsentAsksJson(
    @JsonProperty("authorization_details") List<ConsentAskJson> authorizationDetails) {}
