package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.receipt.Opening;
import dev.tallystick.events.usage.UsageAnswer;
import dev.tallystick.tally.market.BundleSample;
import dev.tallystick.tally.market.Market;
import dev.tallystick.tally.market.MarketLog;
import dev.tallystick.tally.market.MarketUsage;
import dev.tallystick.tlog.TlogProof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples of the README, in a folder with the files that they name. */
class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final Set<String> NO_FILES = Set.of("--size", "--subject", "--index");
  private static final String URL = "http://127.0.0.1:8083";

  @TempDir private Path folder;
  private LogServer server;

  @BeforeEach
  void makeFiles() throws IOException {
    Opening opening = Samples.opening(Samples.SUBJECTS_PARTS);
    SampleLog log = Samples.log(opening);
    var witness = SampleKeys.witness("harbour", 7);
    TlogProof newer =
        TlogProof.of(
            log.proof(Samples.INDEX).inclusion(),
            log.note().withSignatures(List.of(witness.cosign(log.checkpoint(), 1_767_324_900))));
    write("withdrawal.receipt.json", Samples.receipt().toJson());
    write("log.vkey", SampleLog.VKEY.getBytes(UTF_8));
    write("newer.tlog-proof", newer.toString().getBytes(UTF_8));
    write(
        "witnessed.policy",
        "log %s\nwitness harbour %s\nquorum harbour\n"
            .formatted(SampleLog.VKEY, witness.verifierKey())
            .getBytes(UTF_8));
    writeMarket();
    SampleLog published = SampleLog.ofSize(600);
    server = LogServer.of(published.files());
    SampleLog forged = SampleLog.ofSize(600);
    byte[] bundle = forged.file("tile/entries/001");
    bundle[3 * 34 + 2] ^= 1;
    forged.files().put("tile/entries/001", bundle);
    forged.writeTo(folder.resolve("forged"));
  }

  private void writeMarket() throws IOException {
    write("bundle.zip", BundleSample.withMore(0).bundle().toByteArray());
    Market market = Market.afterASale();
    UsageAnswer mine = new MarketUsage(market.log()).ofSubject(Market.PERSON);
    Market afterwards = Market.afterAWithdrawal();
    write("mine.usage.json", mine.toJson());
    write(
        "later.usage.json",
        new MarketUsage(afterwards.log()).ofSubject(Market.PERSON, mine).toJson());
    write("openings.ndjson", MarketLog.file(market.log().lines()));
    write("salts.ndjson", String.join("\n", market.log().salts()).getBytes(UTF_8));
    market.log().published().writeTo(folder.resolve("copy-of-market"));
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void examples_printWhatTheReadmeSays() throws IOException {
    List<String> transcript = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    boolean isExample = false;
    int exitCode = -1;
    for (String line : Files.readAllLines(README)) {
      if (line.startsWith("```")) {
        isExample = line.equals("```console");
      } else if (isExample) {
        expected.add(line);
        if (line.equals("$ echo $?")) {
          transcript.add(line);
          transcript.add(Integer.toString(exitCode));
        } else if (line.startsWith("$ ")) {
          Run run = run(line.substring(2));
          transcript.add(line);
          transcript.addAll(shown(run.out()).lines().toList());
          exitCode = run.exitCode();
        }
      }
    }

    assertThat(transcript).isEqualTo(expected).hasSizeGreaterThan(30);
  }

  @Test
  void headings_areThoseOfEveryModule() throws IOException {
    assertThat(Files.readAllLines(README).stream().filter(line -> line.startsWith("## ")))
        .containsExactly(
            "## Purpose", "## Run", "## Commands", "## Output", "## Trust", "## Tests");
  }

  /** Runs a command line, with files in the folder and the log at the server. */
  private Run run(String commandLine) {
    String[] words = commandLine.split(" ", -1);
    assertThat(words[0]).isEqualTo("tally");
    for (int i = 2; i < words.length; i++) {
      boolean isFile = !words[i].startsWith("-") && !NO_FILES.contains(words[i - 1]);
      if (words[i].equals(URL)) {
        words[i] = server.url();
      } else if (isFile) {
        words[i] = folder.resolve(words[i]).toString();
      }
    }
    return Run.tally(Arrays.copyOfRange(words, 1, words.length));
  }

  private String shown(String out) {
    return out.replace(folder + "/", "").replace(server.url(), URL);
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }
}
