package dev.tallystick.consent.signing;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;

/** The public keys, for whoever has something to check that this service has signed. */
@Path("/.well-known/jwks.json")
@Tag(name = "keys", description = "What is needed to check this service's signatures.")
class JwksResource {
  private final JwksJson keys;

  JwksResource(SigningKeys keys) {
    this.keys = JwksJson.of(keys.published());
  }

  @GET
  @PermitAll
  @Produces("application/jwk-set+json")
  @Cache(maxAge = 300)
  @Operation(
      operationId = "getSigningKeys",
      summary = "The public keys of this service",
      description =
          "Every decision names the key that has signed it by its kid. Keys that are no longer signed with stay in"
              + " the list. No token is needed.")
  @APIResponse(responseCode = "200", description = "The keys, the newest first.")
  public JwksJson keys() {
    return keys;
  }
}
