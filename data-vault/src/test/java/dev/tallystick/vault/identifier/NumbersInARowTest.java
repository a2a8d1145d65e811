package dev.tallystick.vault.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What stands in a row, and for how long. */
class NumbersInARowTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final int MOST = 50;

  private final NumbersInARow numbers = new NumbersInARow(WINDOW, MOST);

  @Test
  void cardsInARow_areCountedWhateverTheirCheckDigits() {
    assertThat(ask("bank", NOON, card(101, '3'), card(102, '1'), card(103, 'X'))).isEqualTo(3);
    assertThat(ask("bank", NOON, card(105, '8'))).as("of every second one, too").isEqualTo(4);
    assertThat(ask("bank", NOON, card(109, '2'))).as("four away").isEqualTo(4);
  }

  @Test
  void phonesInARow_areCounted_customerNumbersAreNot() {
    assertThat(ask("bank", NOON, phone(70), phone(71))).isEqualTo(2);
    List<PersonIdentifier> customers =
        IntStream.range(0, 9)
            .mapToObj(i -> PersonIdentifier.of(Scheme.CUSTOMER_NO, "C-" + i, "mall").orElseThrow())
            .toList();
    assertThat(numbers.ask("mall", customers, NOON)).isZero();
  }

  @Test
  void sameNumberAgain_andOtherParties_countNothing() {
    assertThat(ask("bank", NOON, card(1, '1'), card(1, '1'))).isZero();
    assertThat(ask("other", NOON, card(2, '1'))).isZero();
    assertThat(ask("bank", NOON, card(2, '1'))).isEqualTo(2);
  }

  @Test
  void order_doesNotMatter() {
    List<PersonIdentifier> shuffled =
        Stream.of(7, 3, 5, 1, 6, 2, 4).map(i -> card(i, '0')).toList();
    assertThat(numbers.ask("bank", shuffled, NOON)).isEqualTo(7);
  }

  @Test
  void whatIsOlderThanTheWindow_isForgotten() {
    assertThat(ask("bank", NOON, card(1, '1'), card(2, '1'))).isEqualTo(2);
    assertThat(ask("bank", NOON.plus(WINDOW), card(9, '1'))).isEqualTo(2);
    assertThat(ask("bank", NOON.plus(WINDOW).plusMillis(1), card(3, '1'))).isZero();
  }

  @Test
  void memory_isBounded() {
    for (int i = 0; i < 10 * MOST; i++) {
      assertThat(ask("bank", NOON, card(i, '0'))).isLessThanOrEqualTo(MOST);
    }
  }

  @Test
  void peopleAsTheyCome_areHardlyEverNeighbours() {
    SplittableRandom random = new SplittableRandom(4);
    int inARow = 0;
    for (int i = 0; i < MOST; i++) {
      inARow = ask("bank", NOON, card(random.nextInt(1_000_000_000), '0'));
    }
    assertThat(inARow).isZero();
  }

  @Test
  void numbersThatEndInLetters_haveNoPlace() {
    assertThat(NumberPlace.of(PersonIdentifier.of(Scheme.ID_CARD, "ABCDEFG", "").orElseThrow()))
        .isEmpty();
    assertThat(NumberPlace.of(card(5, '1')).orElseThrow().toString()).doesNotContain("5");
  }

  private int ask(String party, Instant at, PersonIdentifier... asked) {
    return numbers.ask(party, List.of(asked), at);
  }

  private static PersonIdentifier card(int serial, char check) {
    return PersonIdentifier.of(Scheme.ID_CARD, "%017d%c".formatted(serial, check), "")
        .orElseThrow();
  }

  private static PersonIdentifier phone(int serial) {
    return PersonIdentifier.of(Scheme.PHONE, "1990000%04d".formatted(serial), "").orElseThrow();
  }
}
