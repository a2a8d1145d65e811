package dev.tallystick.party.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.type.ProductId;
import dev.tallystick.events.type.TariffId;
import dev.tallystick.events.type.TariffLine;
import dev.tallystick.events.type.TariffPublished;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TariffHistoryTest {
  private static final TariffKey LINE =
      new TariffKey("trf_019c1252-326f-7f40-968e-ade6adae4240", "score-small");

  private static TariffPublished version(long number, long effectiveMillis, long share) {
    return TariffPublished.builder()
        .tariff(new TariffId(LINE.tariff()))
        .version(number)
        .party("bureau-north")
        .currency("CNY")
        .effectiveFrom(Instant.ofEpochMilli(effectiveMillis))
        .lines(
            List.of(
                TariffLine.builder()
                    .line(LINE.line())
                    .payer(TariffLine.Payer.RECIPIENT)
                    .product(new ProductId("prd_019c11ae-3056-7802-96d2-eb06d5c09e5c"))
                    .userClass("SMALL")
                    .amount(100)
                    .dedup(TariffLine.Dedup.LOCAL_DAY)
                    .sourceShare(share)
                    .build()))
        .build();
  }

  /** It takes a moment from when a version begins to when the log has it; or it is dated back. */
  @Test
  void lineInForce_ofAVersionThatIsLoggedLater_isTheOneBefore() {
    TariffHistory history = new TariffHistory();
    history.add(version(1, 1_000, 3_000), 10);
    history.add(version(2, 2_000, 1), 20);

    assertThat(share(history, 2_500, 19)).isEqualTo(3_000);
    assertThat(share(history, 2_500, 21)).isEqualTo(1);
    assertThat(share(history, 1_500, 21)).isEqualTo(3_000);
    assertThat(history.lineInForce(LINE, 2_500, 10)).isEmpty();
  }

  private static long share(TariffHistory history, long millis, long index) {
    return ShareSplit.Shares.of(history.lineInForce(LINE, millis, index).orElseThrow()).source();
  }
}
