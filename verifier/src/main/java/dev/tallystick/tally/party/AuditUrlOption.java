package dev.tallystick.tally.party;

import java.net.URI;
import picocli.CommandLine.Option;

/** The option that says where audit-service is. */
public final class AuditUrlOption {
  @Option(
      names = "--audit-url",
      paramLabel = "URL",
      defaultValue = "${env:AUDIT_URL:-http://127.0.0.1:8083}",
      description = "audit-service ($AUDIT_URL, ${DEFAULT-VALUE}).")
  private URI service = URI.create("");

  URI service() {
    return service;
  }

  /** The address of a path there, which begins with a slash. */
  public URI at(String path) {
    return at(service, path);
  }

  static URI at(URI service, String path) {
    return URI.create(service.toString().replaceAll("/+$", "") + path);
  }
}
