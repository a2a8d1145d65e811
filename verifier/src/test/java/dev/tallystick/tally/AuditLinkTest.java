package dev.tallystick.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.BulkOpening;
import dev.tallystick.tally.market.ClaimedTokens;
import dev.tallystick.tally.market.Example;
import dev.tallystick.tally.market.Market;
import dev.tallystick.tally.market.MarketLog;
import dev.tallystick.tlog.Merkle;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs in which somebody has linked tokens that are not one person's, or that nobody claimed. */
class AuditLinkTest {
  private static final String OTHER = "sub_bojcqiww4ssd4wydrutfbacqpm";
  private static final String CLAIM = "clm_019cac90-1a2b-7c3d-8e4f-5a6b7c8d9e0f";

  @TempDir private Path folder;
  private final Market market = Market.afterASale();
  private final MarketLog log = market.log();

  private void claim(String... tokens) {
    ClaimedTokens.append(market, CLAIM, tokens);
  }

  /** The claim's guard is named as a liar would name it, whatever version it has. */
  private long link() {
    log.pretend("claim/" + CLAIM, 0);
    JsonObject data =
        Example.of("identity.linked")
            .with("claim", CLAIM)
            .with("linked", OTHER)
            .with("by", Market.PLATFORM)
            .json();
    long index = log.append("identity.linked", Optional.of(Market.PERSON), data, "claim/" + CLAIM);
    log.appendIndexRoot();
    return index;
  }

  private Run audit(String... more) {
    return AuditSamples.audit(folder, market, more);
  }

  private void assertViolation(long index, String rule) {
    for (String[] more : List.of(new String[0], new String[] {"--rules"})) {
      Run run = audit(more);

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.line("links"))
          .isEqualTo("links | does not hold | entry " + index + ": " + rule);
    }
  }

  @Test
  void linkByAClaim_holds() {
    claim(Market.PERSON, OTHER);
    long unused = link();

    assertThat(audit().line("links")).startsWith("links | holds | 1 links rest on claims");
  }

  @Test
  void linkThatNobodyClaimed_isNamed() {
    assertViolation(link(), "links two tokens of which no party has claimed that they are one's");
  }

  /** Whoever runs data-vault invents a claim in a platform's name. */
  @Test
  void claimThatTheParty_didNotSign_isNamed() {
    market.signWithAnotherKey(Market.PLATFORM);
    long claimed = log.size();
    claim(Market.PERSON, OTHER);
    long unused = link();

    Run run = audit();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.line("links"))
        .startsWith("links | does not hold | entry " + claimed + ": the claim of a link does not");
  }

  @Test
  void linkByHalfAClaim_isNamed() {
    claim(OTHER);

    assertViolation(link(), "links two tokens of which no party has claimed that they are one's");
  }

  @Test
  void linkByADisputedClaim_isNamed() {
    claim(Market.PERSON, OTHER);
    log.append(
        "identity.disputed",
        Optional.of(OTHER),
        Example.of("identity.disputed").with("claim", CLAIM).with("party", Market.PLATFORM).json());

    assertViolation(link(), "links two tokens by a claim that was disputed, used or undone before");
  }

  @Test
  void linkWhoseClaimMayLieOutsideTheEngagement_accusesNobody() {
    long index = link();
    List<byte[]> lines = log.lines();
    lines.set(0, BulkOpening.withheld(0, Merkle.leafHash(log.opening(0).entry())).toLine());

    Run run = AuditSamples.audit(folder, market, lines, "--scope", Market.BANK);

    assertThat(run.line("links")).startsWith("links | cannot tell | entry " + index);
  }
}
