package dev.tallystick.vault.deposit;

/**
 * A chunk as its platform has signed it.
 *
 * @param statement the signature over the chunk's root
 * @param event the entry {@code records.deposited}
 */
public record SignedDeposit(String platform, String statement, String event) {}
