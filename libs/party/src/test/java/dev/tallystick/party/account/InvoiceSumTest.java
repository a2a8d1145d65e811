package dev.tallystick.party.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.events.EventId;
import dev.tallystick.events.type.InvoiceLine;
import dev.tallystick.events.type.TariffId;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InvoiceSumTest {
  private static final TariffKey LINE =
      new TariffKey("trf_019c1252-326f-7f40-968e-ade6adae4240", "score-small");
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final EventId CAUSE = EventId.fromString("019caca3-2e27-794f-ad6d-c9f191a1797c");

  private static Hash entry(int i) {
    return Hash.sha256(new byte[] {(byte) i});
  }

  @Test
  void sum_countsEachMoveOnItsLine_andRootsTheEntries() {
    InvoiceSum sum = new InvoiceSum();

    sum.add(FeeMove.CHARGED, LINE, 100, 4, entry(4));
    sum.add(FeeMove.REPEATED, LINE, 0, 6, entry(6));
    sum.add(FeeMove.REVERSED, LINE, 100, 9, entry(9));
    sum.add(FeeMove.RESTORED, LINE, 100, 12, entry(12));

    assertThat(sum.total()).isEqualTo(100);
    assertThat(sum.lines())
        .containsExactly(
            InvoiceLine.builder()
                .tariff(new TariffId(LINE.tariff()))
                .line(LINE.line())
                .count(2)
                .amount(200)
                .repeats(1)
                .reversed(1)
                .reversedAmount(100)
                .build());
    Hash left = Merkle.nodeHash(Merkle.leafHash(entry(4)), Merkle.leafHash(entry(6)));
    Hash right = Merkle.nodeHash(Merkle.leafHash(entry(9)), Merkle.leafHash(entry(12)));
    assertThat(sum.entriesRoot()).isEqualTo(Merkle.nodeHash(left, right));
    assertThat(List.of(sum.entries(), sum.firstIndex(), sum.lastIndex()))
        .containsExactly(4L, 4L, 12L);
  }

  @Test
  void sum_refusesAnEntryTwice() {
    InvoiceSum sum = new InvoiceSum();
    sum.add(FeeMove.CHARGED, LINE, 100, 4, entry(4));

    assertThatThrownBy(() -> sum.add(FeeMove.CHARGED, LINE, 100, 4, entry(4)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void fate_standsAgain_whateverComesFirst() {
    FeeFate charged = new FeeFate(true, List.of(), Set.of());
    FeeFate reversed = charged.reversed(Optional.of(CAUSE));
    FeeFate voided = charged.voided(CAUSE);

    assertThat(charged.moveTo(reversed)).contains(FeeMove.REVERSED);
    assertThat(reversed.moveTo(reversed.voided(CAUSE))).contains(FeeMove.RESTORED);
    assertThat(charged.moveTo(voided)).isEmpty();
    assertThat(voided.moveTo(voided.reversed(Optional.of(CAUSE)))).isEmpty();
    assertThat(voided.moveTo(voided.reversed(Optional.empty()))).contains(FeeMove.REVERSED);
    assertThat(reversed.moveTo(reversed.reversed(Optional.empty()))).isEmpty();
  }

  @Test
  void fate_ofARepeat_neverOwesAnything() {
    FeeFate free = new FeeFate(false, List.of(), Set.of());

    assertThat(free.moveTo(free.reversed(Optional.empty()))).isEmpty();
  }

  @Test
  void month_isTheLocalOne() {
    BilledMonth month = BilledMonth.at(Instant.parse("2026-02-28T16:00:00Z"), SHANGHAI);

    assertThat(month.firstDay()).isEqualTo(LocalDate.parse("2026-03-01"));
    assertThat(month.start()).isEqualTo(Instant.parse("2026-02-28T16:00:00Z"));
    assertThat(month.end()).isEqualTo(Instant.parse("2026-03-31T16:00:00Z"));
    assertThat(BilledMonth.of(month.firstDay(), month.lastDay(), SHANGHAI)).contains(month);
    assertThat(BilledMonth.of(month.firstDay(), month.lastDay().minusDays(1), SHANGHAI)).isEmpty();
  }
}
