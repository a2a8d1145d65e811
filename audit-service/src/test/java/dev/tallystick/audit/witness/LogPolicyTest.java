package dev.tallystick.audit.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tallystick.audit.cosigning.TestWitness;
import dev.tallystick.audit.key.LogIdentity;
import dev.tallystick.tlog.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogPolicyTest {
  private static final GrowingLog LOG = new GrowingLog("a").grownTo(1);
  private static final LogIdentity IDENTITY =
      new LogIdentity(LOG.key().name(), LOG.key().toString());

  @TempDir private Path folder;

  @Test
  void of_noFileAsksForNobody() {
    LogPolicy policy = LogPolicy.of(IDENTITY, Optional.empty());

    assertThat(policy.text()).isEqualTo("log " + LOG.key() + "\nquorum none\n");
    assertThat(policy.hash())
        .isEqualTo(Hash.sha256(policy.text().getBytes(StandardCharsets.UTF_8)));
    assertThat(policy.asksForWitnesses()).isFalse();
    assertThat(policy.witnessed(LOG.checkpoint())).as("by nobody").isEmpty();
  }

  @Test
  void of_aFileAddsTheLogsOwnKey() throws IOException {
    try (TestWitness quay = new TestWitness("quay")) {
      LogPolicy policy = of(quay.line() + "quorum quay");

      assertThat(policy.text())
          .isEqualTo("log " + LOG.key() + "\n" + quay.line() + "quorum quay\n");
      assertThat(policy.asksForWitnesses()).isTrue();
      assertThat(policy.witnessed(LOG.checkpoint())).isEmpty();
    }
  }

  @Test
  void of_aFileThatCannotBeUsedStopsTheStart() throws IOException {
    try (TestWitness quay = new TestWitness("quay")) {
      String noAddress = quay.line().replaceAll(" http.*", "");
      Map<String, String> refused =
          Map.of(
              quay.line(),
              "no quorum line",
              "log " + LOG.key() + "\nquorum none\n",
              "has a log line",
              noAddress + "quorum quay\n",
              "quay has no http or https address",
              noAddress.strip() + " file:///etc/passwd\nquorum quay\n",
              "no http or https address",
              quay.line() + "quorum pier\n",
              "line 2: pier is not defined");
      refused.forEach(
          (text, reason) ->
              assertThatIllegalStateException()
                  .as(text)
                  .isThrownBy(() -> of(text))
                  .withMessageContaining("tallystick.audit.witness-file")
                  .withMessageContaining(reason));
    }
  }

  private LogPolicy of(String lines) throws IOException {
    return LogPolicy.of(
        IDENTITY, Optional.of(Files.writeString(folder.resolve("witnesses"), lines)));
  }
}
