package dev.tallystick.consent.signing;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.jboss.resteasy.reactive.Cache;

/** The public keys, for whoever has something to check that this service has signed. */
@Path("/.well-known/jwks.json")
class JwksResource {
  private final JwksJson keys;

  JwksResource(SigningKeys keys) {
    this.keys = JwksJson.of(keys.published());
  }

  @GET
  @PermitAll
  @Produces("application/jwk-set+json")
  @Cache(maxAge = 300)
  public JwksJson keys() {
    return keys;
  }
}
