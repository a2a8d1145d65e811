package dev.tallystick.vault.keystore;

import dev.tallystick.tlog.Hash;

/**
 * A key that was destroyed: which it was, and the commitment that only it could have given.
 *
 * @param source the party whose deposits it was for
 * @param version the data key's own version
 */
public record ShreddedKey(String source, RetentionClass retention, int version, Hash commitment) {}
