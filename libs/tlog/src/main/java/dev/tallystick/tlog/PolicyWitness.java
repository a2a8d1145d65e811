package dev.tallystick.tlog;

/**
 * A witness of a policy.
 *
 * @param name what the policy calls it
 * @param key the key that it cosigns with
 * @param url where it takes checkpoints, as the policy says; empty if it does not say
 */
public record PolicyWitness(String name, VerifierKey key, String url) {}
