package dev.tallystick.party.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.type.SettlementLine;
import dev.tallystick.party.account.ShareSplit.MadeOf;
import dev.tallystick.party.account.ShareSplit.Shares;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ShareSplitTest {
  private static final TariffKey LINE =
      new TariffKey("trf_019c1252-326f-7f40-968e-ade6adae4240", "score-small");

  private static final List<FeeMove> MOVES = List.of(FeeMove.values());

  private static SettlementLine line(ShareSplit split, String party) {
    return Objects.requireNonNull(split.settlements().get(party)).get(0);
  }

  private static MadeOf of(String... sources) {
    return new MadeOf(List.of(sources), Optional.empty());
  }

  private static Map<String, Long> amounts(ShareSplit split) {
    Map<String, Long> amounts = new TreeMap<>();
    split
        .settlements()
        .forEach(
            (party, lines) ->
                amounts.put(
                    party,
                    lines.stream()
                        .mapToLong(line -> line.sourceAmount() + line.modelAmount())
                        .sum()));
    return amounts;
  }

  @Test
  void settlements_ofOneFee_giveWhatIsLeftToTheLesserId() {
    ShareSplit split = new ShareSplit();

    split.add(FeeMove.CHARGED, LINE, 100, new Shares(2_000, 0), of("c", "a", "b"));

    assertThat(split.pool(LINE)).isEqualTo(20);
    assertThat(amounts(split))
        .containsExactlyInAnyOrderEntriesOf(Map.of("a", 7L, "b", 7L, "c", 6L));
  }

  @Test
  void settlements_roundOnceAMonthAndNotOnceARelease() {
    ShareSplit split = new ShareSplit();

    for (int i = 0; i < 3_000; i++) {
      split.add(FeeMove.CHARGED, LINE, 100, new Shares(2_000, 0), of("a", "b", "c"));
    }

    assertThat(amounts(split))
        .containsOnly(Map.entry("a", 20_000L), Map.entry("b", 20_000L), Map.entry("c", 20_000L));
  }

  @Test
  void settlements_takeBackWhatWasReversed_alsoOfTheMonthBefore() {
    ShareSplit split = new ShareSplit();

    split.add(
        FeeMove.REVERSED,
        LINE,
        100,
        new Shares(2_000, 500),
        new MadeOf(List.of("a"), Optional.of("b")));

    assertThat(amounts(split)).containsOnly(Map.entry("a", -20L), Map.entry("b", -5L));
    assertThat(line(split, "a").sources()).isZero();
  }

  @Test
  void settlements_giveTheModelsOwnerItsShare_besideItsShareAsASource() {
    ShareSplit split = new ShareSplit();

    split.add(
        FeeMove.CHARGED,
        LINE,
        1_000,
        new Shares(1_000, 500),
        new MadeOf(List.of("a", "b"), Optional.of("b")));

    SettlementLine line = line(split, "b");
    assertThat(line.sourceAmount()).isEqualTo(50);
    assertThat(line.modelAmount()).isEqualTo(50);
    assertThat(line.models()).isEqualTo(1);
  }

  /** Whatever is sold and taken back, nobody loses a unit, and no unit appears. */
  @Test
  void settlements_addUpToThePool_whateverWasSold() {
    Random random = new Random(11);
    for (int month = 0; month < 200; month++) {
      ShareSplit split = new ShareSplit();
      BigInteger shared = BigInteger.ZERO;
      for (int sale = 0; sale < random.nextInt(40); sale++) {
        List<String> sources = new ArrayList<>();
        for (char party = 'a'; party < 'i'; party++) {
          if (random.nextInt(3) == 0) {
            sources.add(String.valueOf(party));
          }
        }
        FeeMove move = MOVES.get(random.nextInt(MOVES.size()));
        long fee = random.nextInt(5_000);
        long share = 1L + random.nextInt(9_999);
        split.add(move, LINE, fee, new Shares(share, 0), new MadeOf(sources, Optional.empty()));
        if (!sources.isEmpty()) {
          shared = shared.add(BigInteger.valueOf(fee * share * move.sign()));
        }
      }
      long pool = Math.floorDiv(shared.longValueExact(), 10_000L);

      assertThat(split.pool(LINE)).as("month %d", month).isEqualTo(pool);
      assertThat(amounts(split).values().stream().mapToLong(each -> each).sum())
          .as("month %d", month)
          .isEqualTo(pool);
    }
  }
}
