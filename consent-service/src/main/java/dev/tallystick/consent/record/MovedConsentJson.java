package dev.tallystick.consent.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tallystick.consent.log.LoggedJson;
import dev.tallystick.consent.stop.StoppedJson;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * A consent that another one has taken the place of.
 *
 * @param consent the new one
 * @param consentReceipt none if the consent was moved by an earlier request
 * @param ended the old one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // inside a Response, which tells nobody its type
record MovedConsentJson(
    String consent,
    long version,
    @Nullable String notice,
    @JsonUnwrapped LoggedJson logged,
    @Nullable String consentReceipt,
    StoppedJson ended) {}
