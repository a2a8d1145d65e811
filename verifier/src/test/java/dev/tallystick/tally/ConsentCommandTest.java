package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.Jws;
import dev.tallystick.keys.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsentCommandTest {
  private static final SigningKey KEY = SigningKey.draw();

  @TempDir private Path folder;

  private String write(String name, String text) throws IOException {
    return Files.write(folder.resolve(name), text.getBytes(UTF_8)).toString();
  }

  private String jwks(SigningKey key) throws IOException {
    return write("jwks.json", "{\"keys\":[" + key.verificationKey().toJwk() + "]}");
  }

  private static String receipt() {
    JsonObject purpose =
        JsonObject.builder().put("purpose", "LOAN_APPROVAL").put("purpose_type", "QUERY").build();
    JsonObject claims =
        JsonObject.builder()
            .put("iss", "consent-service")
            .put("record_id", "con_019b7c5a-2c00-7000-8000-000000000001")
            .put("record_version", 1)
            .put("pii_principal_id", "sub_mfrggzdfmztwq2lknnwg23tpoa")
            .put("purposes", JsonArray.of(List.of(purpose)))
            .build();
    return Jws.sign(KEY, "consent-receipt+jws", CanonicalJson.bytes(claims));
  }

  @Test
  void consent_isSignedByTheKeyThatIsGiven() throws IOException {
    Run run = Run.tally("consent", write("c.jws", receipt() + "\n"), "--jwks", jwks(KEY));

    assertThat(run.out()).contains("issuer       holds", "con_019b7c5a");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void consent_ofAnotherKeyOrChangedDoesNotHold() throws IOException {
    String file = write("c.jws", receipt());
    String changed = receipt();
    int payload = changed.indexOf('.') + 8;
    char other = changed.charAt(payload) == 'A' ? 'B' : 'A';
    String flipped = changed.substring(0, payload) + other + changed.substring(payload + 1);

    assertThat(Run.tally("consent", file, "--jwks", jwks(SigningKey.draw())).exitCode())
        .isEqualTo(1);
    assertThat(Run.tally("consent", write("d.jws", flipped), "--jwks", jwks(KEY)).exitCode())
        .isEqualTo(1);
    assertThat(Run.tally("consent", file, "--jwks", write("k.json", "{")).exitCode()).isEqualTo(2);
  }

  @Test
  void consent_thatTheLogDoesNotHaveIsFound() throws IOException {
    Path logged = Files.write(folder.resolve("w.receipt.json"), Samples.receipt().toJson());

    Run run =
        Run.tally(
            "consent",
            write("c.jws", receipt()),
            "--jwks",
            jwks(KEY),
            "--receipt",
            logged.toString(),
            "--vkey",
            SampleLog.VKEY);

    assertThat(run.out()).contains("the log has another consent: ");
    assertThat(run.exitCode()).isEqualTo(1);
  }
}
