package dev.tallystick.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The receipt that the specification prints is one that the command accepts. */
class SpecExampleTest {
  private static final Pattern BLOCK = Pattern.compile("```\\w+\\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void verify_holdsForTheReceiptOfTheSpecification() throws IOException {
    String receipt = write("spec.receipt.json", block("\"tlogProof\""));
    String proof = write("spec.tlog-proof", block("c2sp.org/tlog-proof@v1\nindex 4"));
    String policy = write("policy", block("quorum none"));

    Run ofReceipt = Run.tally("verify", receipt, "--policy", policy);
    Run ofProof = Run.tally("verify", proof, "--receipt", receipt, "--policy", policy);

    assertThat(ofReceipt.exitCode()).as(ofReceipt.out()).isZero();
    assertThat(ofReceipt.line("parts")).isEqualTo("parts | shown: stub, body; absent: internal");
    assertThat(ofReceipt.line("recorded")).isEqualTo("recorded | 2026-03-02T01:40:00.012Z");
    assertThat(ofReceipt.out()).as("the policy is the one it names").doesNotContain("policy ");
    assertThat(ofProof.exitCode()).as(ofProof.out()).isZero();
  }

  /** Returns the first example of the page that has the text in it. */
  private static String block(String text) throws IOException {
    Path root = Path.of(System.getProperty("tallystick.root"));
    Matcher blocks = BLOCK.matcher(Files.readString(root.resolve("docs/spec/events.md")));
    return blocks
        .results()
        .map(block -> block.group(1))
        .filter(block -> block.contains(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no example with " + text));
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
