package dev.tallystick.audit.decision;

/**
 * What a release must know of a parent: whose data it was and who received it.
 *
 * @param subject the person's token
 */
public record ParentRelease(String subject, String to) {}
