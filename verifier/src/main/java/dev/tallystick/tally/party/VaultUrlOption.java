package dev.tallystick.tally.party;

import java.net.URI;
import picocli.CommandLine.Option;

/** The option that says where data-vault is. */
public final class VaultUrlOption {
  @Option(
      names = "--vault-url",
      paramLabel = "URL",
      defaultValue = "${env:VAULT_URL:-http://127.0.0.1:8082}",
      description = "data-vault ($VAULT_URL, ${DEFAULT-VALUE}).")
  private URI service = URI.create("");

  URI service() {
    return service;
  }

  /** The address of a path there, which begins with a slash. */
  public URI at(String path) {
    return AuditUrlOption.at(service, path);
  }
}
