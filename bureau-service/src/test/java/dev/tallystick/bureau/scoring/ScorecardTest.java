package dev.tallystick.bureau.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.events.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScorecardTest {
  private static final String FILE =
      """
      {"model": "m", "version": "1",
       "scale": {"base": 500, "minimum": 400, "maximum": 600, "reasons": 2},
       "factors": [
         {"name": "overdue", "category": "LOAN", "field": "days", "combine": "MAX",
          "bands": [{"below": 1, "points": 40}, {"below": 30, "points": 0, "reason": "LATE"},
            {"points": -300, "reason": "VERY_LATE"}],
          "missing": {"points": 5, "reason": "NONE"}},
         {"name": "plans", "category": "BNPL", "field": "plans", "combine": "SUM",
          "bands": [{"below": 3, "points": 10}, {"points": -20, "reason": "MANY"}],
          "missing": {"points": 0}},
         {"name": "kind", "category": "WORK", "field": "kind", "combine": "LATEST",
          "bands": [{"is": "STEADY", "points": 30}, {"is": "CASUAL", "points": 10, "reason": "CASUAL"}],
          "missing": {"points": 0}}],
       "reasons": [
         {"code": "LATE", "en": "Late.", "zh-Hans": "逾期。"}, {"code": "VERY_LATE", "en": "Very late."},
         {"code": "NONE", "en": "No record."}, {"code": "MANY", "en": "Many."},
         {"code": "CASUAL", "en": "Casual."}]}
      """;

  private final Scorecard scorecard = parse(FILE);

  private static Scorecard parse(String file) {
    try {
      return ScorecardFile.parse(file.getBytes(UTF_8));
    } catch (MalformedScorecardException e) {
      throw new AssertionError(e);
    }
  }

  private static Observation loan(long days) {
    return new Observation(
        "LOAN", "2026-01-01T00:00:00.000Z", JsonObject.builder().put("days", days).build());
  }

  private static Observation plans(long plans) {
    return new Observation(
        "BNPL", "2026-01-01T00:00:00.000Z", JsonObject.builder().put("plans", plans).build());
  }

  private static Observation work(String kind, String observedAt) {
    return new Observation("WORK", observedAt, JsonObject.builder().put("kind", kind).build());
  }

  @ParameterizedTest
  @CsvSource({"-5,540", "0,540", "1,500", "29,500", "30,400", "4000,400"})
  void score_findsTheBandAndStaysOnTheScale(long days, long points) {
    assertThat(scorecard.score(List.of(loan(days))).points()).isEqualTo(points);
  }

  @Test
  void score_ofNothing_isTheBaseAndWhatMissingCounts() {
    Score score = scorecard.score(List.of());

    assertThat(score.points()).isEqualTo(505);
    assertThat(score.reasons()).extracting(Reason::code).containsExactly("NONE");
  }

  @Test
  void score_combinesRecordsByTheFactorsOwnRule() {
    List<Observation> worst = List.of(loan(0), loan(12));
    List<Observation> many = List.of(loan(0), plans(2), plans(2));
    List<Observation> latest =
        List.of(
            loan(0),
            work("STEADY", "2026-02-01T00:00:00.000Z"),
            work("CASUAL", "2026-01-01T00:00:00.000Z"));

    assertThat(scorecard.score(worst).points()).isEqualTo(500);
    assertThat(scorecard.score(many).points()).isEqualTo(520);
    assertThat(scorecard.score(latest).points()).isEqualTo(570);
  }

  @Test
  void score_doesNotDependOnTheOrderOfRecords() {
    List<Observation> records =
        new ArrayList<>(
            List.of(
                loan(3),
                loan(40),
                plans(2),
                plans(5),
                work("STEADY", "2026-02-01T00:00:00.000Z"),
                work("CASUAL", "2026-02-01T00:00:00.000Z")));
    Score first = scorecard.score(records);

    Collections.reverse(records);

    assertThat(scorecard.score(records)).isEqualTo(first);
  }

  @Test
  void score_aWordThatNoBandNames_countsAsMissing() {
    Observation unknown = work("OTHER", "2026-02-01T00:00:00.000Z");

    assertThat(scorecard.score(List.of(loan(0), unknown)).points()).isEqualTo(540);
  }

  @Test
  void score_namesWhatCostMostAndNoMore() {
    List<Observation> records =
        List.of(loan(45), plans(9), work("CASUAL", "2026-02-01T00:00:00.000Z"));

    assertThat(scorecard.score(records).reasons())
        .extracting(Reason::code)
        .containsExactly("VERY_LATE", "MANY");
  }

  @Test
  void score_reasonsCarryTheirTranslations() {
    Reason late = scorecard.score(List.of(loan(2))).reasons().get(0);

    assertThat(late.text()).isEqualTo("Late.");
    assertThat(late.translations()).containsEntry("zh-Hans", "逾期。");
  }

  @Test
  void restrictedTo_looksAtNothingElse() {
    Scorecard plansOnly = scorecard.restrictedTo(Set.of("plans"));

    assertThat(plansOnly.score(List.of(loan(400), plans(1))).points()).isEqualTo(510);
    assertThat(plansOnly.categories()).containsExactly("BNPL");
    assertThat(plansOnly.fieldsOf("LOAN")).isEmpty();
  }

  @Test
  void toString_showsNeitherPointsNorFields() {
    assertThat(scorecard.score(List.of(loan(2))).toString()).doesNotContain("500");
    assertThat(loan(2).toString()).doesNotContain("days");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"reason\": \"LATE\"}|\"reason\": \"NOWHERE\"}|no sentence for the reason NOWHERE",
        "\"combine\": \"MAX\"|\"combine\": \"MEAN\"|not a scorecard",
        "\"base\": 500|\"base\": 700|minimum <= base <= maximum",
        "\"model\": \"m\",|\"model\": \"m\", \"extra\": 1,|unknown member extra",
        "\"name\": \"plans\"|\"name\": \"overdue\"|stands twice",
        "{\"below\": 1, \"points\": 40}|{\"below\": 1, \"is\": \"X\", \"points\": 40}|a band is of numbers or of a word",
        "\"points\": 5,|\"points\": 5.5,|not a scorecard",
        "{\"code\": \"MANY\", \"en\": \"Many.\"}|{\"code\": \"LATE\", \"en\": \"Many.\"}|stands twice",
      })
  void parse_refusesWhatIsNoScorecard(String from, String to, String rule) {
    String broken = FILE.replace(from, to);
    assertThat(broken).isNotEqualTo(FILE);

    assertThatThrownBy(() -> ScorecardFile.parse(broken.getBytes(UTF_8)))
        .isInstanceOf(MalformedScorecardException.class)
        .hasMessageContaining(rule);
  }
}
