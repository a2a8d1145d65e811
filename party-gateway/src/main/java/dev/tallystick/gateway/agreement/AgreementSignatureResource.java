package dev.tallystick.gateway.agreement;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.gateway.key.GatewayKeys;
import dev.tallystick.gateway.problem.GatewayProblemCode;
import dev.tallystick.gateway.setting.GatewaySettings;
import dev.tallystick.gateway.suite.SuiteClient;
import dev.tallystick.idempotency.Idempotent;
import dev.tallystick.party.PartyClient;
import dev.tallystick.tlog.Hash;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import org.jboss.resteasy.reactive.ResponseStatus;

/**
 * {@code /v1/agreement-signatures}: signs agreements of this party. Nothing is sent: both parties
 * sign, and one of them files both signatures.
 */
@Path("/v1/agreement-signatures")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class AgreementSignatureResource {
  private final GatewayKeys keys;
  private final SuiteClient suite;
  private final GatewaySettings settings;

  AgreementSignatureResource(GatewayKeys keys, SuiteClient suite, GatewaySettings settings) {
    this.keys = keys;
    this.suite = suite;
    this.settings = settings;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({"platform", "bureau", "lender"})
  @ResponseStatus(201)
  @Idempotent
  public SignedAgreementJson sign(@NotNull @Valid AgreementToSignJson request) {
    String party = settings.party();
    if (!party.equals(request.provider()) && !party.equals(request.receiver())) {
      throw GatewayProblemCode.AGREEMENT_INVALID.problem(
          "provider", "this party, or another with this one as receiver");
    }
    if (request.provider().equals(request.receiver())) {
      throw GatewayProblemCode.AGREEMENT_INVALID.problem(
          "receiver", "another party than the provider");
    }
    if (keys.current().registeredAt().isEmpty()) {
      throw GatewayProblemCode.KEYS_NOT_ENROLLED.problem();
    }
    Hash text = hash(request);
    PartyClient client = suite.party();
    String agreement = request.agreement() == null ? client.drawId("agr") : request.agreement();
    return new SignedAgreementJson(
        agreement,
        party,
        request.provider(),
        request.receiver(),
        text.hex(),
        client.signAgreement(agreement, text, request.provider(), request.receiver()));
  }

  private static Hash hash(AgreementToSignJson request) {
    String text = request.text();
    String hash = request.textHash();
    if ((text == null) == (hash == null)) {
      throw GatewayProblemCode.AGREEMENT_INVALID.problem("text", "either text or textHash");
    }
    return text == null
        ? Hash.fromHex(Objects.requireNonNull(hash))
        : Hash.sha256(text.getBytes(UTF_8));
  }
}
