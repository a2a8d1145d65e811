package dev.tallystick.bureau.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model that ships. */
class ScorecardsTest {
  private final Scorecard scorecard =
      new Scorecards().find(new ModelId("consumer-credit", "1")).orElseThrow();

  @Test
  void find_ofAnotherVersion_isNothing() {
    assertThat(new Scorecards().find(new ModelId("consumer-credit", "2")))
        .isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "LOAN.PERFORMANCE, overdueDays, 0, 670, PAYMENTS_UNKNOWN",
    "LOAN.PERFORMANCE, overdueDays, 12, 580, LOAN_OVERDUE_SHORT",
    "LOAN.PERFORMANCE, overdueDays, 45, 480, LOAN_OVERDUE",
    "LOAN.PERFORMANCE, overdueDays, 200, 370, LOAN_OVERDUE_LONG",
    "PAYMENT.SUMMARY, stability, 90, 620, LOAN_HISTORY_NONE",
    "PAYMENT.SUMMARY, stability, 60, 575, LOAN_HISTORY_NONE",
    "PAYMENT.SUMMARY, stability, 10, 515, LOAN_HISTORY_NONE",
    "SHOPPING.AGGREGATE, spendBand, 9, 580, LOAN_HISTORY_NONE",
    "SHOPPING.AGGREGATE, returnRate, 55, 540, LOAN_HISTORY_NONE",
    "TRAVEL.AGGREGATE, tripsPerYear, 3, 570, LOAN_HISTORY_NONE",
    "BNPL.PERFORMANCE, overdueDays, 31, 490, LOAN_HISTORY_NONE",
    "UTILITY.PAYMENT, arrearsCount, 4, 520, LOAN_HISTORY_NONE",
    "TELECOM.TENURE, monthsOnNetwork, 30, 580, LOAN_HISTORY_NONE",
  })
  void score_ofOneRecord(String category, String field, long value, long points, String first) {
    Observation observation =
        new Observation(
            category, "2026-01-01T00:00:00.000Z", JsonObject.builder().put(field, value).build());

    Score score = scorecard.score(List.of(observation));

    assertThat(score.points()).isEqualTo(points);
    assertThat(score.reasons().get(0).code()).isEqualTo(first);
    assertThat(score.reasons())
        .allSatisfy(reason -> assertThat(reason.translations()).containsKey("zh-Hans"));
  }
}
