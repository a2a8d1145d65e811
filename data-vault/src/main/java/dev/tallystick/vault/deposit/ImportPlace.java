package dev.tallystick.vault.deposit;

/**
 * Where a chunk belongs: the import of a platform, by the key that the platform drew for it, and
 * the line of the platform's file at which the chunk begins.
 *
 * @param offset how many lines of the import stand before the chunk
 */
record ImportPlace(String platform, String idempotencyKey, long offset) {}
