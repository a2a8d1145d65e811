package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tallystick.events.usage.UsageAnswer;
import dev.tallystick.tally.market.Market;
import dev.tallystick.tally.market.MarketLog;
import dev.tallystick.tally.market.MarketUsage;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Cosigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code verify} says of usage answers beside the verdicts that the corpus holds it to. */
class VerifyUsageTest {
  private static final MarketLog LOG = Market.afterASale().log();
  private static final UsageAnswer ANSWER = new MarketUsage(LOG).ofSubject(Market.PERSON);
  private static final long COSIGNED_AT = 1_772_413_300;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.write(folder.resolve("mine.usage.json"), ANSWER.toJson());
  }

  @Test
  void verify_tellsHowFarTheListIsComplete() {
    Run run = verify("--subject", Market.PERSON);

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.line("complete"))
        .isEqualTo("complete | holds | up to log size 19, not witnessed: 6 entries");
  }

  @Test
  void verify_tellsTheSameInJson() {
    JsonNode json = verify("--subject", Market.PERSON, "--json").json();

    assertThat(json.get("format").asText()).isEqualTo("usage");
    assertThat(json.get("indexRoot").asInt()).isEqualTo(3);
    assertThat(json.get("coveredSize").asInt()).isEqualTo(19);
    assertThat(json.get("shown").asInt()).isEqualTo(6);
    assertThat(json.get("count").asInt()).isEqualTo(6);
    assertThat(json.get("findings")).isEmpty();
  }

  @Test
  void verify_tellsSinceWhenItIsWitnessed() throws IOException {
    Cosigner harbour = SampleKeys.witness("harbour", 7);
    Checkpoint checkpoint = LOG.published().checkpoint();
    UsageAnswer cosigned =
        new UsageAnswer(
            ANSWER.own(),
            ANSWER.linked(),
            ANSWER.bulkReads(),
            ANSWER.indexRoot(),
            ANSWER.checkpoint().withSignatures(List.of(harbour.cosign(checkpoint, COSIGNED_AT))),
            ANSWER.consistency(),
            ANSWER.policyHash(),
            ANSWER.saved(),
            ANSWER.next());
    Files.write(file, cosigned.toJson());
    Path policy =
        Files.writeString(
            folder.resolve("policy"),
            "log %s\nwitness harbour %s\nquorum harbour\n"
                .formatted(SampleLog.VKEY, harbour.verifierKey()));

    Run run =
        Run.tally(
            "verify", file.toString(), "--policy", policy.toString(), "--subject", Market.PERSON);

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.line("complete")).contains("witnessed at 2026-03-02T01:01:40Z");
  }

  @Test
  void verify_takesTheTokenFromAFile() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), Market.PERSON + "\n");

    assertThat(verify("--subject-file", token.toString()).exitCode()).isZero();
  }

  @Test
  void verify_readsStandardInput() {
    Run run =
        Run.tallyWithInput(
            ANSWER.toJson(), "verify", "-", "--vkey", SampleLog.VKEY, "--subject", Market.PERSON);

    assertThat(run.exitCode()).as(run.out()).isZero();
  }

  @Test
  void verify_refusesWhatIsNobodysToken() {
    for (String[] options :
        List.of(
            new String[] {"--subject", "sub_x"},
            new String[] {"--subject", Market.BANK},
            new String[] {"--subject-file", "nowhere"},
            new String[] {"--party", "Bank!"},
            new String[] {"--party", Market.BANK, "--subject", Market.PERSON})) {
      assertThat(verify(options).exitCode()).as(String.join(" ", options)).isEqualTo(2);
    }
  }

  @Test
  void verify_saysWhenTheEarlierAnswerCannotBeRead() {
    assertThat(verify("--subject", Market.PERSON, "--previous", "nowhere").line("previous"))
        .isEqualTo("previous | cannot tell | nowhere: no such file");
  }

  @Test
  void verify_namesTheFieldOfAMalformedAnswer() throws IOException {
    String text = new String(ANSWER.toJson(), UTF_8);
    Files.writeString(file, text.replace("\"count\":6", "\"count\":-6"));

    Run run = verify("--subject", Market.PERSON);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.line("file")).contains("does not hold", "count");
  }

  private Run verify(String... more) {
    Stream<String> words = Stream.of("verify", file.toString(), "--vkey", SampleLog.VKEY);
    return Run.tally(Stream.concat(words, Stream.of(more)).toArray(String[]::new));
  }
}
