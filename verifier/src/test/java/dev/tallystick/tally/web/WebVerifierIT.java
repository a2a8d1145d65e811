package dev.tallystick.tally.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tallystick.tally.SampleLog;
import dev.tallystick.tally.corpus.Corpus;
import dev.tallystick.tally.corpus.Verdicts;
import dev.tallystick.tally.market.Market;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the module in a real browser over the corpus, once, and looks at what it said. Needs
 * Debian's chromium; without it the tests are skipped and say so.
 */
@Tag("ci")
class WebVerifierIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double MOST_MILLIS = 500;

  @TempDir private static Path folder;
  private static JsonNode corpus = JSON.nullNode();
  private static JsonNode outcome = JSON.nullNode();

  @BeforeAll
  static void runInBrowser() throws IOException, InterruptedException {
    assumeTrue(
        Browser.isInstalled(),
        "skipped: no " + Browser.PROGRAM + " here; install Debian's package chromium");
    Corpus.writeTo(folder, Corpus.all());
    Files.write(folder.resolve("hundred.usage.json"), Market.hundredEntries().toJson());
    Map<String, String> options = Map.of("vkey", SampleLog.VKEY, "subject", Market.PERSON);
    Files.write(folder.resolve("hundred.json"), JSON.writeValueAsBytes(options));
    corpus = JSON.readTree(Files.readAllBytes(folder.resolve(Corpus.MANIFEST)));
    outcome = JSON.readTree(Browser.run(folder, "/test/corpus.html"));
  }

  @Test
  void module_givesEachFileTheVerdictsOfTally() {
    assertThat(Verdicts.differences(corpus, outcome.get("corpus"))).isEmpty();
  }

  @Test
  void hashes_areThoseOfWebCrypto() {
    assertThat(outcome.get("hashes").toString()).isEqualTo("[]");
  }

  @Test
  void answerWithAHundredEntries_isQuick() {
    JsonNode time = outcome.get("time");
    double[] millis = new double[time.get("times").size()];
    for (int i = 0; i < millis.length; i++) {
      millis[i] = time.get("times").get(i).asDouble();
    }
    Arrays.sort(millis);
    System.out.printf(
        "a usage answer with 100 entries in %s: first %.1f ms, then median %.1f ms%n",
        outcome.get("browser").asText(), time.get("first").asDouble(), millis[millis.length / 2]);

    assertThat(time.get("verdict").asText()).as(time.toString()).isEqualTo("holds");
    // Generous, for machines that are busy with other things; the figure is in bench/README.md.
    assertThat(millis[millis.length / 2]).isLessThan(MOST_MILLIS);
  }

  @Test
  void page_takesADroppedFile() {
    JsonNode page = outcome.get("page");

    assertThat(page.get("heading").asText()).isEqualTo("mine.usage.json: holds");
    assertThat(page.get("rows").asInt()).isGreaterThan(5);
  }
}
