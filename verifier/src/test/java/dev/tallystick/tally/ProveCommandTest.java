package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.tlog.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProveCommandTest {
  @TempDir private Path folder;

  @Test
  void prove_makesAProofThatVerifies() throws IOException {
    SampleLog log = SampleLog.ofSize(700).writeTo(folder.resolve("log"));
    for (int index : new int[] {0, 255, 256, 699}) {
      Run run = prove("--index", Integer.toString(index));

      assertThat(run.exitCode()).as(run.out()).isZero();
      assertThat(Files.readString(out())).isEqualTo(log.proof(index).toString());
      assertThat(verify(SampleLog.entry(index)).exitCode()).isZero();
    }
  }

  @Test
  void prove_renewsTheProofOfAReceipt() throws IOException {
    Samples.log(Samples.opening(Samples.SUBJECTS_PARTS)).writeTo(folder.resolve("log"));
    Path receipt = Files.write(folder.resolve("r.receipt.json"), Samples.receipt().toJson());

    Run run = prove("--receipt", receipt.toString());

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(
            Run.tally(
                    "verify",
                    out().toString(),
                    "--vkey",
                    SampleLog.VKEY,
                    "--receipt",
                    receipt.toString())
                .exitCode())
        .isZero();
  }

  @Test
  void prove_refusesAReceiptOfAnotherLog() throws IOException {
    SampleLog.ofSize(5).writeTo(folder.resolve("log"));
    Path receipt = Files.write(folder.resolve("r.receipt.json"), Samples.receipt().toJson());

    Run run = prove("--receipt", receipt.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.line("inclusion"))
        .startsWith("inclusion | does not hold | entry 3 has the leaf hash ");
    assertThat(out()).doesNotExist();
  }

  @Test
  void prove_refusesAnIndexBeyondTheTree() {
    SampleLog.ofSize(5).writeTo(folder.resolve("log"));

    assertThat(prove("--index", "5").line("inclusion"))
        .isEqualTo("inclusion | cannot tell | entry 5 is not in a tree of size 5");
    assertThat(prove("--index", "5").exitCode()).as("the caller's mistake").isEqualTo(2);
    assertThat(prove("--index", "-1").exitCode()).isEqualTo(2);
  }

  @Test
  void prove_writesNothingFromTilesThatAreWrong() {
    SampleLog log = SampleLog.ofSize(5);
    byte[] tile = log.file("tile/0/000.p/5");
    tile[40] ^= 1;
    log.files().put("tile/0/000.p/5", tile);
    log.writeTo(folder.resolve("log"));

    Run run = prove("--index", "3");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.line("inclusion"))
        .contains("the log's tiles do not lead from entry 3 to the root");
    assertThat(out()).doesNotExist();
  }

  @Test
  void prove_writesNothingThatAnotherKeyHasSigned() {
    SampleLog.of(SampleLog.ofSize(5).entries(), SampleLog.key(SampleLog.ORIGIN, 9))
        .writeTo(folder.resolve("log"));

    assertThat(prove("--index", "3").exitCode()).isEqualTo(1);
    assertThat(out()).doesNotExist();
  }

  @Test
  void prove_saysWhatItCannotReadOrWrite() throws IOException {
    SampleLog.ofSize(5).writeTo(folder.resolve("log"));
    Files.createDirectories(out());
    Path proof =
        Files.write(folder.resolve("p"), SampleLog.ofSize(5).proof(1).toString().getBytes(UTF_8));

    assertThat(prove("--index", "3").line("proof")).contains("cannot tell", "cannot be written");
    assertThat(prove("--receipt", proof.toString()).line("receipt"))
        .contains("a tlog-proof, not a receipt");
    assertThat(prove("--receipt", "nowhere").line("receipt")).contains("no such file");
  }

  private Path out() {
    return folder.resolve("out.tlog-proof");
  }

  private Run prove(String... more) {
    Stream<String> words =
        Stream.of(
            "prove",
            folder.resolve("log").toString(),
            "--vkey",
            SampleLog.VKEY,
            "--out",
            out().toString());
    return Run.tally(Stream.concat(words, Stream.of(more)).toArray(String[]::new));
  }

  private Run verify(Hash entry) {
    return Run.tally("verify", out().toString(), "--vkey", SampleLog.VKEY, "--entry", entry.hex());
  }
}
