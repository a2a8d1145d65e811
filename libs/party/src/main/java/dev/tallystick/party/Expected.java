package dev.tallystick.party;

import java.time.Instant;

/**
 * What the reader of a statement asks for besides a true signature.
 *
 * @param issuer the party that presents it, or on whose behalf it is presented
 * @param audience who the reader is
 * @param now the reader's time
 */
public record Expected(String issuer, String audience, Instant now) {}
