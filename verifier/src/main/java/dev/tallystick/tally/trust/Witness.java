package dev.tallystick.tally.trust;

import dev.tallystick.tlog.VerifierKey;

/**
 * A witness of a policy.
 *
 * @param name what the policy calls it
 * @param key the key that it cosigns with
 */
record Witness(String name, VerifierKey key) {}
