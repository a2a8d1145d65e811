package dev.tallystick.consent.record;

import java.util.List;

/** All consents of a person. */
record ConsentsJson(List<ConsentJson> consents, long asOfSize) {}
