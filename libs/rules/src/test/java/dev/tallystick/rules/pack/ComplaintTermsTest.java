package dev.tallystick.rules.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ComplaintTermsTest {
  private static final Instant SAID = Instant.parse("2026-03-02T08:00:00Z");

  private final ComplaintTerms terms = ShippedPacks.get("cn-2022").complaintTerms();

  @Test
  void r47_theThirtiethDayAfterTheAcceptanceIsTheLast() {
    assertThat(terms.dueOn(LocalDate.of(2026, 3, 2))).isEqualTo(LocalDate.of(2026, 4, 1));
    assertThat(terms.acceptBy(LocalDate.of(2026, 3, 2))).isEqualTo(LocalDate.of(2026, 3, 7));
  }

  @Test
  void r47_timeEarlierThanTheAnswerIsDatedBack() {
    assertThat(ComplaintTerms.isDatedBack(SAID, SAID)).isFalse();
    assertThat(ComplaintTerms.isDatedBack(SAID.minusSeconds(300), SAID)).as("clocks").isFalse();
    assertThat(ComplaintTerms.isDatedBack(SAID.minusSeconds(301), SAID)).isTrue();
  }

  @Test
  void packWithoutTerms_hasThoseOfTheRegulation_andNoAudits() {
    Pack before = ShippedPacks.shelf().find(ShippedPacks.earlier().get(0).digest()).orElseThrow();

    assertThat(before.complaintTerms()).isEqualTo(terms);
    assertThat(before.audits().every()).isEmpty();
  }
}
