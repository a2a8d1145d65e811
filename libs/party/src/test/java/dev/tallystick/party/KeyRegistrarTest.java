package dev.tallystick.party;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.PartyKeys;
import dev.tallystick.keys.VerificationKeys;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyRegistrarTest {
  private static final PartyKeys KEYS = PartyKeys.draw();
  private static final VerificationKeys TRUSTED =
      VerificationKeys.of(KEYS.publicKeys().verificationKey());
  private static final String PATH = "/consent/v1/parties/bank-riverside/keys";

  private SampleServices services;
  private KeyRegistrar registrar;

  @BeforeEach
  void start() throws IOException {
    services = new SampleServices();
    services.answer(PATH, 201, "{}");
    registrar =
        new PartyClient(
                "bank-riverside",
                KEYS,
                new PartyServices(
                    services.endpoints(),
                    new ApiClient(HttpClient.newHttpClient(), AccessTokens.of("t-1"))),
                InstantSource.fixed(SampleStatements.NOW),
                new Random(1))
            .registrar();
  }

  @AfterEach
  void stop() {
    services.close();
  }

  private static Expected expected() {
    return new Expected("bank-riverside", "consent-service", SampleStatements.NOW);
  }

  @Test
  void enrol_provesBothByTheSigningKeyAndShowsTheCodeOnce() throws Exception {
    registrar.enrol("ABCD-EFGH", SampleStatements.NOW.plusSeconds(86_400));

    List<SampleServices.Asked> keys = services.asked();
    for (SampleServices.Asked each : keys) {
      KeyProof proof = KeyProof.verify(each.json().getString("proof"), TRUSTED, expected());
      assertThat(proof.use()).isEqualTo(each.json().getString("use"));
    }
    assertThat(keys.get(0).json().findString("code")).contains("ABCD-EFGH");
    assertThat(keys.get(1).json().findString("code")).isEmpty();
    assertThat(PublicJwk.verificationKey(keys.get(0).json().getObject("jwk")))
        .isEqualTo(KEYS.publicKeys().verificationKey());
    assertThat(PublicJwk.encryptionKey(keys.get(1).json().getObject("jwk")))
        .isEqualTo(KEYS.publicKeys().encryptionKey());
    assertThat(keys.get(0).key()).isNotEqualTo(keys.get(1).key());
  }

  @Test
  void add_hasTheOldKeyApproveOfTheNewOnes() throws Exception {
    PartyKeys next = PartyKeys.draw();
    Instant from = SampleStatements.NOW.plusSeconds(3_600);

    registrar.add(next, Optional.of(from), SampleStatements.NOW.plusSeconds(86_400));

    JsonObject signing = services.asked().get(0).json();
    JsonObject sealing = services.asked().get(1).json();
    KeyProof approval = KeyProof.verify(signing.getString("approval"), TRUSTED, expected());
    KeyProof own =
        KeyProof.verify(
            signing.getString("proof"),
            VerificationKeys.of(next.publicKeys().verificationKey()),
            expected());
    assertThat(approval.thumbprint()).isEqualTo(own.thumbprint());
    assertThat(KeyProof.verify(sealing.getString("proof"), TRUSTED, expected()).thumbprint())
        .isEqualTo(next.publicKeys().encryptionKey().keyId());
    assertThat(sealing.getString("validFrom")).isEqualTo(Timestamps.format(from.toEpochMilli()));
  }

  @Test
  void revoke_signsWhatItSays() throws Exception {
    String thumbprint = KEYS.publicKeys().encryptionKey().keyId();
    String path = PATH + "/" + thumbprint + "/revocation";
    services.answer(path, 201, "{}");

    registrar.revoke(thumbprint, "COMPROMISED", Optional.empty());

    JsonObject body = services.only().json();
    KeyRevocation said = KeyRevocation.verify(body.getString("approval"), TRUSTED, expected());
    assertThat(said.thumbprint()).isEqualTo(thumbprint);
    assertThat(said.reason()).isEqualTo(body.getString("reason"));
  }
}
