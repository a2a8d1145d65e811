package dev.tallystick.vault;

/**
 * The settings of this service that are not the framework's, by group. A misspelt key in one of
 * these groups stops the start.
 */
public final class VaultConfig {
  private VaultConfig() {}
}
