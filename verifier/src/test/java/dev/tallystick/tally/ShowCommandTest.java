package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.usage.UsageAnswer;
import dev.tallystick.tally.market.Market;
import dev.tallystick.tally.market.MarketUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowCommandTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void makeFile() throws IOException {
    file = folder.resolve("mine.usage.json");
    UsageAnswer mine = new MarketUsage(Market.afterASale().log()).ofSubject(Market.PERSON);
    Files.write(file, mine.toJson());
  }

  @Test
  void usageAnswer_isToldByWhenWhoWhatWhyPriceAndOutcome() {
    Run run = Run.tally("show", file.toString());

    assertThat(run.out())
        .containsPattern("\\d{4}-\\d\\d-\\d\\dT\\S+Z  data was handed over")
        .containsPattern("  who +\\S+ to \\S+")
        .containsPattern("  what +[A-Z_]+")
        .containsPattern("  why +[A-Z_]+")
        .containsPattern("  price +\\d+\\.\\d\\d CNY")
        .containsPattern("  outcome +acknowledged: entry \\d+, ")
        .contains("6 entries.");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void show_saysThatNothingIsCheckedAndNeverThatSomethingHolds() {
    Run run = Run.tally("show", file.toString());

    assertThat(run.out()).contains("Nothing of this is checked.", "tally verify " + file);
    assertThat(run.out()).doesNotContain("holds");
  }

  @Test
  void forgedAnswer_isShownAllTheSameWithoutAVerdict() throws IOException {
    String forged =
        new String(Files.readAllBytes(file), UTF_8)
            .replaceAll("\"listRoot\":\"..", "\"listRoot\":\"00");
    Files.write(file, forged.getBytes(UTF_8));

    Run run = Run.tally("show", file.toString());

    assertThat(run.out()).contains("Nothing of this is checked.").doesNotContain("holds");
  }

  @Test
  void controlCharactersOfTheFile_doNotReachTheTerminal() throws IOException {
    String forged =
        new String(Files.readAllBytes(file), UTF_8)
            .replaceAll("\"to\":\"[a-z-]+\"", "\"to\":\"a\\\\u001b[2Jb\"");
    Files.write(file, forged.getBytes(UTF_8));

    assertThat(Run.tally("show", file.toString()).out()).doesNotContain("\u001b");
  }

  @Test
  void whatIsNoUsageAnswer_cannotBeTold() throws IOException {
    for (String content : List.of("", "{}", "[{}]", "{\"entries\":[{\"index\":1}]}", "<html>")) {
      Path other = folder.resolve("other.json");
      Files.writeString(other, content);

      Run run = Run.tally("show", other.toString());

      assertThat(run.exitCode()).as(content).isEqualTo(2);
      assertThat(run.out()).as(content).contains("cannot tell");
    }
    assertThat(Run.tally("show", folder.resolve("none").toString()).exitCode()).isEqualTo(2);
  }
}
