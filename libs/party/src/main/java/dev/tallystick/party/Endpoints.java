package dev.tallystick.party;

import java.net.URI;

/** Where the four services are, each without its {@code /v1}. */
public record Endpoints(URI consent, URI vault, URI bureau, URI audit) {
  URI of(URI service, String path) {
    String base = service.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }

  /** A path of consent-service. */
  public URI consent(String path) {
    return of(consent, path);
  }

  /** A path of data-vault. */
  public URI vault(String path) {
    return of(vault, path);
  }

  /** A path of bureau-service. */
  public URI bureau(String path) {
    return of(bureau, path);
  }

  /** A path of audit-service. */
  public URI audit(String path) {
    return of(audit, path);
  }
}
