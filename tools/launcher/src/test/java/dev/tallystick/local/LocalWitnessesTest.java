package dev.tallystick.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.tlog.Policy;
import dev.tallystick.tlog.PolicyWitness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalWitnessesTest {
  @TempDir private Path temp;

  @Test
  void writeFile_isAPolicyThatAsksForBoth() throws Exception {
    SuiteFolder folder = SuiteFolder.open(temp.resolve("state"));

    Path file = LocalWitnesses.writeFile(folder, new Ports(2000));

    Policy policy = Policy.parse(Files.readAllBytes(file));
    assertThat(policy.logs()).as("the log adds its own").isEmpty();
    assertThat(policy.quorumName()).isEqualTo("both");
    assertThat(policy.witnesses())
        .extracting(PolicyWitness::url)
        .containsExactly("http://127.0.0.1:10091", "http://127.0.0.1:10092");
    assertThat(policy.witnesses())
        .extracting(PolicyWitness::key)
        .containsExactly(
            LocalWitnesses.key(folder, LocalWitnesses.all().get(0)).verifierKey(),
            LocalWitnesses.key(folder, LocalWitnesses.all().get(1)).verifierKey());
  }

  @Test
  void key_isDrawnOnceAndSecret() throws Exception {
    SuiteFolder folder = SuiteFolder.open(temp.resolve("state"));
    LocalWitnesses.Witness witness = LocalWitnesses.all().get(0);

    Path file = LocalWitnesses.keyFile(folder, witness);
    String first = LocalWitnesses.key(folder, witness).toSecretText();

    assertThat(LocalWitnesses.key(folder, witness).toSecretText()).isEqualTo(first);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file, UTF_8).strip()).isEqualTo(first);
  }
}
