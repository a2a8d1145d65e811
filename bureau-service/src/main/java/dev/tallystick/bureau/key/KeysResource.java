package dev.tallystick.bureau.key;

import dev.tallystick.bureau.json.JsonForms;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.caller.Caller;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.idempotency.Idempotent;
import dev.tallystick.keys.PartyKeys;
import dev.tallystick.party.Claims;
import dev.tallystick.party.KeyProof;
import dev.tallystick.party.PublicJwk;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code POST /v1/keys}: a bureau's new keys. */
@Path("/v1/keys")
@Blocking
@Tag(name = "keys", description = "The keys by which bureaus sign and are sealed to.")
class KeysResource {
  private static final String CONSENT_SERVICE = "consent-service";

  private final BureauKeys keys;
  private final Caller caller;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  KeysResource(BureauKeys keys, Caller caller, Clock clock) {
    this.keys = keys;
    this.caller = caller;
    this.clock = clock;
  }

  @POST
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed("bureau")
  @ResponseStatus(201)
  @Idempotent
  @Operation(
      operationId = "drawKeys",
      summary = "Draw new keys for the bureau",
      description =
          "The private halves stay here. The bureau registers the public ones at consent-service, with the proofs:"
              + " first the signing key, then the encryption key. A signing key is used once it is registered; older"
              + " encryption keys go on opening.")
  @APIResponse(
      responseCode = "201",
      description = "Drawn and stored",
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "DrawnKeys")))
  public String draw() {
    BureauId bureau = new BureauId(caller.requireParty());
    PartyKeys drawn = keys.draw(bureau);
    return CanonicalJson.text(
        JsonForms.write(
            new DrawnKeysJson(
                bureau.value(),
                PublicJwk.of(drawn.publicKeys().verificationKey()),
                PublicJwk.of(drawn.publicKeys().encryptionKey()),
                proof(bureau, drawn, KeyProof.SIGN),
                proof(bureau, drawn, KeyProof.ENCRYPT))));
  }

  /** Both are signed by the new signing key, which is registered first. */
  private String proof(BureauId bureau, PartyKeys drawn, String use) {
    String thumbprint =
        use.equals(KeyProof.SIGN)
            ? drawn.publicKeys().verificationKey().keyId()
            : drawn.publicKeys().encryptionKey().keyId();
    return new KeyProof(
            Claims.of(
                bureau.value(), CONSENT_SERVICE, clock.instant(), Duration.ofHours(1), random),
            bureau.value(),
            use,
            thumbprint)
        .sign(drawn.signingKey());
  }
}
