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
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code POST /v1/keys}: a bureau's new keys. */
@Path("/v1/keys")
@Blocking
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
  public String draw() {
    BureauId bureau = new BureauId(caller.requirePartyItself());
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
