package dev.tallystick.tally;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tallystick.events.PartName;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.BulkOpening;
import dev.tallystick.events.receipt.OpenedPart;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.tally.market.Example;
import dev.tallystick.tally.market.Market;
import dev.tallystick.tlog.Hash;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an audit says of logs that keep their promises. */
class AuditCommandTest {
  @TempDir private Path folder;

  @Test
  void audit_ofAWholeMarketHolds() {
    Run run = AuditSamples.audit(folder, Market.afterAWithdrawal());

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.out().lines().skip(1).map(line -> line.strip().replaceAll(" {2,}", " | ")))
        .contains(
            "openings | holds | 22 openings are those of the entries",
            "events | holds | 22 entries are as their types define them, bodies and labels agree",
            "times | holds | recorded times never go back unless the log says so",
            "gaps | holds | no body is missing",
            "index | holds | all 4 index roots are those of the stubs, over 7 labels; complete up"
                + " to log size 21",
            "roots | holds | 4 index roots form one chain",
            "guards | holds | 26 times an entry rests on one of 8 guards, and none had moved",
            "links | holds | 0 links rest on claims about their tokens",
            "decisions | holds | 2 releases are as their decisions permit, which consent-service"
                + " signed",
            "halves | holds | 2 of 2 releases are acknowledged, 0 are orphans; all signatures hold",
            "chain | holds | 1 links between 2 releases",
            "fees | holds | 1 fees are lines of published tariffs");
  }

  @Test
  void audit_tellsWhatItFoundInJson() {
    Market market = Market.afterASale();
    market.sale().release2();

    JsonNode json = AuditSamples.audit(folder, market, "--json").json();

    assertThat(json.get("verdict").asText()).as(json.toString()).isEqualTo("holds");
    assertThat(json.get("entries").asInt()).isEqualTo(market.log().size());
    assertThat(json.get("releases").asInt()).isEqualTo(3);
    assertThat(json.get("acknowledged").asInt()).isEqualTo(2);
    assertThat(json.get("orphans").asInt()).isEqualTo(1);
    assertThat(json.get("indexRoots").asInt()).isEqualTo(3);
    assertThat(json.get("signatures").asInt()).isEqualTo(9);
    assertThat(json.get("lawfulGaps").asInt()).isZero();
  }

  @Test
  void audit_withoutSignaturesStillComparesWhatIsSaid() {
    Run run = AuditSamples.audit(folder, Market.afterASale(), "--no-signatures", "--json");

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(run.json().get("signatures").asInt()).isZero();
  }

  @Test
  void audit_namesErasedBodiesAsLawful() {
    Market market = Market.afterASale();
    long erased = market.sale().to(Market.BANK).index();
    market.log().append("opening.deleted", Optional.empty(), deletion(erased, erased, 1));
    List<byte[]> lines = market.log().lines();
    lines.set((int) erased, withheld(market, erased));

    Run run = AuditSamples.audit(folder, market, lines);

    assertThat(run.line("gaps"))
        .isEqualTo(
            "gaps | holds | 1 bodies are missing, each erased as 1 entries opening.deleted say");
    assertThat(run.line("halves"))
        .startsWith("halves | holds | 2 of 2 releases are acknowledged, 0 are orphans");
    assertThat(run.exitCode()).as(run.out()).isZero();
  }

  @Test
  void audit_cannotFollowTheChainIntoAnErasedDay() {
    Market market = Market.afterASale();
    long erased = market.sale().to(Market.BUREAU).index();
    market.log().append("opening.deleted", Optional.empty(), deletion(erased, erased, 1));
    List<byte[]> lines = market.log().lines();
    lines.set((int) erased, withheld(market, erased));

    Run run = AuditSamples.audit(folder, market, lines);

    assertThat(run.exitCode()).as(run.out()).isEqualTo(2);
    assertThat(run.line("chain"))
        .isEqualTo(
            "chain | cannot tell | entry %d: its parent may be one of 1 releases whose bodies are withheld"
                .formatted(market.sale().to(Market.BANK).index()));
  }

  @Test
  void audit_ofAnEngagementAllowsForBodiesOfOthers() {
    Market market = Market.afterASale();
    long registration = 3;
    List<byte[]> lines = market.log().lines();
    lines.set((int) registration, withheld(market, registration));

    Run run = AuditSamples.audit(folder, market, lines, "--scope", Market.BANK);

    assertThat(run.line("gaps"))
        .isEqualTo("gaps | holds | no body is missing; 1 entries outside the engagement");
  }

  static JsonObject deletion(long first, long last, long count) {
    return Example.of("opening.deleted")
        .with("firstIndex", first)
        .with("lastIndex", last)
        .with("count", count)
        .json();
  }

  /** The opening of an entry as it is when its body has been erased. */
  static byte[] withheld(Market market, long index) {
    Opening whole = market.log().opening(index);
    Hash body = whole.body().hash(PartName.BODY);
    Hash internal = whole.internal().hash(PartName.INTERNAL);
    Opening rest =
        new Opening(
            whole.recordedMillis(),
            whole.stub(),
            new OpenedPart.Withheld(body),
            new OpenedPart.Withheld(internal));
    return new BulkOpening(index, rest).toLine();
  }
}
