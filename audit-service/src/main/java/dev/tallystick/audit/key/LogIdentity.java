package dev.tallystick.audit.key;

/**
 * Who this log is.
 *
 * @param origin the log's name: the first line of its checkpoints and the name of its key
 * @param vkey the verifier key that it was begun with, {@code name+id+base64}
 */
public record LogIdentity(String origin, String vkey) {}
