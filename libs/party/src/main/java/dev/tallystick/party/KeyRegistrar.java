package dev.tallystick.party;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.EncryptionKey;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.PartyKeys;
import dev.tallystick.keys.Signer;
import dev.tallystick.keys.VerificationKey;
import dev.tallystick.party.document.DrawnKeys;
import dev.tallystick.party.document.KeyRegistration;
import dev.tallystick.party.document.KeyRevocationRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Registers and revokes the keys of a party at consent-service. A code of the regulator lets in the
 * first key; from then on a registered key approves of each change. Safe for threads as its party
 * is.
 */
public final class KeyRegistrar {
  private static final String CONSENT_SERVICE = "consent-service";

  private final PartyClient party;
  private final Endpoints endpoints;
  private final ApiClient api;

  KeyRegistrar(PartyClient party, Endpoints endpoints, ApiClient api) {
    this.party = party;
    this.endpoints = endpoints;
    this.api = api;
  }

  /**
   * Registers the first keys of this party: the signing key by a code of the regulator, the other
   * one by the signing key. Both count at once.
   */
  public List<JsonObject> enrol(String code, Instant validTo)
      throws RefusedException, IOException, InterruptedException {
    return List.of(enrolSigning(code, validTo), enrolSealing(validTo));
  }

  /** Registers the first key to seal to, by the signing key that is registered already. */
  public JsonObject enrolSealing(Instant validTo)
      throws RefusedException, IOException, InterruptedException {
    return registerSealing(party.keys().publicKeys().encryptionKey(), Optional.empty(), validTo);
  }

  /** Registers the first signing key alone, where payloads are sealed to a key kept elsewhere. */
  public JsonObject enrolSigning(String code, Instant validTo)
      throws RefusedException, IOException, InterruptedException {
    VerificationKey signing = party.keys().publicKeys().verificationKey();
    String proof = vouch(KeyProof.SIGN, signing.keyId(), party.keys().signingKey());
    return register(
        KeyRegistration.builder()
            .use(KeyProof.SIGN)
            .jwk(PublicJwk.of(signing))
            .validTo(validTo)
            .proof(proof)
            .code(code)
            .build());
  }

  /**
   * Registers the keys of another file, both approved by the signing key of this party.
   *
   * @param sealFrom since when payloads are sealed to the new key; without it as soon as
   *     consent-service lets it
   */
  public List<JsonObject> add(PartyKeys next, Optional<Instant> sealFrom, Instant validTo)
      throws RefusedException, IOException, InterruptedException {
    return List.of(
        addSigning(next, validTo),
        registerSealing(next.publicKeys().encryptionKey(), sealFrom, validTo));
  }

  /** Registers the signing key of another file alone. */
  public JsonObject addSigning(PartyKeys next, Instant validTo)
      throws RefusedException, IOException, InterruptedException {
    VerificationKey signing = next.publicKeys().verificationKey();
    String proof = vouch(KeyProof.SIGN, signing.keyId(), next.signingKey());
    return registerSigning(signing, proof, validTo);
  }

  /**
   * Registers the keys that bureau-service has drawn for this bureau, both approved by the signing
   * key of this party.
   *
   * @param drawn what bureau-service has answered
   */
  public List<JsonObject> addDrawn(JsonObject drawn, Optional<Instant> sealFrom, Instant validTo)
      throws RefusedException, IOException, InterruptedException {
    try {
      DrawnKeys answer = DrawnKeys.read(drawn);
      VerificationKey signing = PublicJwk.verificationKey(answer.signing());
      return List.of(
          registerSigning(signing, answer.signingProof(), validTo),
          registerSealing(PublicJwk.encryptionKey(answer.encryption()), sealFrom, validTo));
    } catch (MalformedKeyException | IllegalArgumentException e) {
      throw new MalformedAnswerException("has no drawn keys: " + e.getMessage());
    }
  }

  /** Revokes a key of this party, by its signing key. */
  public JsonObject revoke(String thumbprint, String reason, Optional<Instant> since)
      throws RefusedException, IOException, InterruptedException {
    KeyRevocation said =
        new KeyRevocation(party.lasting(CONSENT_SERVICE), party.party(), thumbprint, reason);
    KeyRevocationRequest body =
        KeyRevocationRequest.builder()
            .reason(reason)
            .since(since)
            .approval(said.sign(party.keys().signingKey()))
            .build();
    return api.post(
        endpoints.consent("/v1/parties/" + party.party() + "/keys/" + thumbprint + "/revocation"),
        body.toJson(),
        party.drawId("key"));
  }

  private JsonObject registerSigning(VerificationKey signing, String proof, Instant validTo)
      throws RefusedException, IOException, InterruptedException {
    return register(
        KeyRegistration.builder()
            .use(KeyProof.SIGN)
            .jwk(PublicJwk.of(signing))
            .validTo(validTo)
            .proof(proof)
            .approval(vouch(KeyProof.SIGN, signing.keyId(), party.keys().signingKey()))
            .build());
  }

  private JsonObject registerSealing(EncryptionKey sealing, Optional<Instant> from, Instant validTo)
      throws RefusedException, IOException, InterruptedException {
    return register(
        KeyRegistration.builder()
            .use(KeyProof.ENCRYPT)
            .jwk(PublicJwk.of(sealing))
            .validFrom(from)
            .validTo(validTo)
            .proof(vouch(KeyProof.ENCRYPT, sealing.keyId(), party.keys().signingKey()))
            .build());
  }

  private String vouch(String use, String thumbprint, Signer signer) {
    return new KeyProof(party.lasting(CONSENT_SERVICE), party.party(), use, thumbprint)
        .sign(signer);
  }

  private JsonObject register(KeyRegistration body)
      throws RefusedException, IOException, InterruptedException {
    return api.post(
        endpoints.consent("/v1/parties/" + party.party() + "/keys"),
        body.toJson(),
        party.drawId("key"));
  }
}
