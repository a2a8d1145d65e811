package dev.tallystick.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.usage.UsageAnswer;
import dev.tallystick.events.usage.UsageList;
import dev.tallystick.tally.market.BulkReads;
import dev.tallystick.tally.market.Market;
import dev.tallystick.tally.market.MarketUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who had a range of the log opened reads about everybody in it, and cannot be kept back. */
class BulkReadsTest {
  private static final UsageAnswer ANSWER =
      new MarketUsage(BulkReads.afterASale().log()).ofSubject(Market.PERSON);

  @TempDir private Path folder;

  private Path file(UnaryOperator<Optional<UsageList>> change) throws IOException {
    UsageAnswer answer =
        new UsageAnswer(
            ANSWER.own(),
            ANSWER.linked(),
            change.apply(ANSWER.bulkReads()),
            ANSWER.indexRoot(),
            ANSWER.checkpoint(),
            ANSWER.consistency(),
            ANSWER.policyHash(),
            ANSWER.saved(),
            ANSWER.next());
    return Files.write(folder.resolve("mine.usage.json"), answer.toJson());
  }

  private static Run verify(Path file) {
    return Run.tally(
        "verify", file.toString(), "--vkey", SampleLog.VKEY, "--subject", Market.PERSON);
  }

  @Test
  void verify_tellsHowManyReadsInBulkCoverTheList() throws IOException {
    Run run = verify(file(reads -> reads));

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.line("bulk"))
        .isEqualTo("bulk | holds | 1 read in bulk covers an entry that is shown");
  }

  @Test
  void verify_findsAReadInBulkThatIsHidden() throws IOException {
    // The newest does not cover the person: what is hidden is the one behind it.
    Run one =
        verify(
            file(
                reads ->
                    reads.map(
                        list ->
                            new UsageList(
                                list.label(),
                                list.proof(),
                                List.of(list.entries().get(0)),
                                list.extension()))));
    Run all = verify(file(reads -> Optional.empty()));

    assertThat(one.exitCode()).as(one.out()).isEqualTo(1);
    assertThat(one.line("complete")).contains("does not hold").contains("1 of");
    assertThat(all.exitCode()).as(all.out()).isEqualTo(1);
    assertThat(all.line("bulk")).contains("BULK_READS_MISSING");
  }

  @Test
  void show_tellsReadsInBulkApartFromWhatIsFiledUnderThePerson() throws IOException {
    Run run = Run.tally("show", file(reads -> reads).toString());

    int bulk = run.out().indexOf("Read in bulk");
    assertThat(bulk).isPositive();
    assertThat(run.out().substring(bulk))
        .contains("an auditor read", "auditor-7", "yearly audit", "6 entries.");
    assertThat(run.out().substring(bulk).split("an auditor read", -1))
        .as("the one that covers the person")
        .hasSize(2);
  }
}
