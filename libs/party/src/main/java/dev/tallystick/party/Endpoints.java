package dev.tallystick.party;

import java.net.URI;
import java.util.Map;

/** Where the four services are, each without its {@code /v1}. */
public record Endpoints(URI consent, URI vault, URI bureau, URI audit) {
  URI of(URI service, String path) {
    String base = service.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }

  /**
   * The name of the service that answers at this address, as tokens name it.
   *
   * @throws IllegalArgumentException if none of the four does
   */
  public String serviceOf(URI uri) {
    for (Map.Entry<String, URI> service :
        Map.of(
                "consent-service", consent,
                "data-vault", vault,
                "bureau-service", bureau,
                "audit-service", audit)
            .entrySet()) {
      if (uri.toString().startsWith(of(service.getValue(), "/").toString())) {
        return service.getKey();
      }
    }
    throw new IllegalArgumentException("no service of the suite answers at " + uri);
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
