package dev.tallystick.vault.deposit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.rules.pack.ComplaintTerms;
import dev.tallystick.vault.category.Catalogue;
import dev.tallystick.vault.category.RecordCategory;
import dev.tallystick.vault.deposit.LineOutcome.Admitted;
import dev.tallystick.vault.deposit.LineOutcome.Refused;
import dev.tallystick.vault.schema.ContentSchemas;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineCheckTest {
  private static final String GOOD =
      """
      {"identifier":{"scheme":"PHONE","value":"13800138000"},"category":"BNPL.PERFORMANCE",\
      "observedAt":"2026-03-01T08:00:00.000Z","source":"own ledger",\
      "basis":{"kind":"CONTRACT","ref":"c-1"},"fields":{"overdueDays":12}}\
      """;

  private static final ContentSchemas SCHEMAS = ContentSchemas.shipped();

  private static final Catalogue CATALOGUE =
      new Catalogue() {
        @Override
        public Optional<RecordCategory> find(String code) {
          return List.of("BNPL.PERFORMANCE", "PUBLIC.JUDGMENT", "DERIVED.SCORE", "HEALTH.VISIT")
                  .contains(code)
              ? Optional.of(
                  new RecordCategory(
                      code,
                      code.startsWith("HEALTH"),
                      code.startsWith("DERIVED"),
                      code.startsWith("PUBLIC")))
              : Optional.empty();
        }

        @Override
        public Period adverseTerm() {
          return Period.ofYears(5);
        }

        @Override
        public ComplaintTerms complaintTerms() {
          throw new UnsupportedOperationException();
        }

        @Override
        public String pack() {
          return "cn-2022";
        }

        @Override
        public ZoneId zone() {
          return ZoneId.of("Asia/Shanghai");
        }
      };

  private static LineOutcome check(String line) {
    return check(line, Instant.parse("2026-03-02T00:00:00Z"));
  }

  private static LineOutcome check(String line, Instant now) {
    return new LineCheck(CATALOGUE, SCHEMAS, "mall-east", now)
        .check(1, line.getBytes(StandardCharsets.UTF_8));
  }

  private static Refused refused(String line) {
    LineOutcome outcome = check(line);
    assertThat(outcome).as(line).isInstanceOf(Refused.class);
    return (Refused) outcome;
  }

  private static String with(String member) {
    return GOOD.substring(0, GOOD.length() - 1) + "," + member + "}";
  }

  private static String without(String name) {
    String changed = GOOD.replaceAll("\"" + name + "\":(\\{[^}]*}|\"[^\"]*\"),?", "");
    return changed.replace(",}", "}");
  }

  @Test
  void goodLine_isAdmittedWithoutItsOwner() {
    Admitted line = (Admitted) check(GOOD);

    assertThat(line.content().names())
        .containsExactly("basis", "category", "fields", "observedAt", "source");
    assertThat(line.identifier().orElseThrow().value()).isEqualTo("+8613800138000");
    assertThat(line.adverse()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "source, PROVENANCE_MISSING, R37",
    "basis, PROVENANCE_MISSING, R37",
    "observedAt, FIELD_MISSING,",
    "fields, FIELD_MISSING,",
  })
  void missingMember_isRefused(String name, String code, String rule) {
    Refused line = refused(without(name));

    assertThat(line.code()).isEqualTo(code);
    assertThat(line.field()).contains(name);
    assertThat(line.ruleId()).isEqualTo(Optional.ofNullable(rule));
  }

  @Test
  void lineOfNobody_orOfTwo_isRefused() {
    assertThat(refused(without("identifier")).code()).isEqualTo("OWNER_MISSING");
    assertThat(refused(with("\"subject\":\"sub_aaaaaaaaaaaaaaaaaaaaaaaaaa\"")).code())
        .isEqualTo("OWNER_MISSING");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "{\"category\":1.5}",
        "",
        "null",
        "{\"category\":\"a\",\"category\":\"b\"}"
      })
  void lineThatIsNone_isIllegible(String line) {
    assertThat(refused(line).legible()).isFalse();
    assertThat(refused(line).category()).isEqualTo("UNKNOWN");
  }

  @Test
  void unknownCategory_isNotRepeated() {
    Refused line = refused(GOOD.replace("BNPL.PERFORMANCE", "ADA.BROOK"));

    assertThat(line.code()).isEqualTo("CATEGORY_UNKNOWN");
    assertThat(line.category()).isEqualTo("UNKNOWN");
    assertThat(line.legible()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"HEALTH.VISIT\":1}",
        "{\"top\":[\"a\",\"health.visit\"]}",
        "{\"mix\":{\"deep\":[{\"Health.Visit\":true}]}}",
      })
  void prohibitedCategory_amongTheFields_isFound(String fields) {
    Refused line = refused(GOOD.replace("{\"overdueDays\":12}", fields));

    assertThat(line.code()).isEqualTo("CATEGORY_PROHIBITED");
    assertThat(line.ruleId()).contains("R21");
    assertThat(line.category()).isEqualTo("HEALTH.VISIT");
    assertThat(line.legible()).isFalse();
  }

  @Test
  void prohibitedCategory_comesBeforeEveryOtherFlaw() {
    assertThat(refused("{\"category\":\"HEALTH.VISIT\",\"x\":1}").code())
        .isEqualTo("CATEGORY_PROHIBITED");
  }

  @Test
  void adverseLine_needsNoticeBeforeItIsTakenIn() {
    assertThat(refused(with("\"adverse\":true")).ruleId()).contains("R33");
    assertThat(
            refused(with("\"adverse\":true,\"priorNoticeAt\":\"2026-03-02T00:00:00.000Z\"")).code())
        .isEqualTo("ADVERSE_NOTICE_MISSING");
    assertThat(check(with("\"adverse\":true,\"priorNoticeAt\":\"2026-03-01T23:59:59.999Z\"")))
        .isInstanceOf(Admitted.class);
    assertThat(
            check(
                with("\"adverse\":true")
                    .replace("BNPL.PERFORMANCE", "PUBLIC.JUDGMENT")
                    .replace("\"overdueDays\":12", "\"caseNo\":\"2026-1\"")))
        .isInstanceOf(Admitted.class);
  }

  @Test
  void adverseLine_expiresFiveYearsAfterTheEnd() {
    String adverse = "\"adverse\":true,\"priorNoticeAt\":\"2020-01-01T00:00:00.000Z\"";

    Admitted open = (Admitted) check(with(adverse));
    Admitted leap = (Admitted) check(with(adverse + ",\"endedOn\":\"2024-02-29\""));
    Admitted lastDay = (Admitted) check(with(adverse + ",\"endedOn\":\"2021-03-02\""));

    assertThat(open.expiresOn()).isEmpty();
    assertThat(leap.expiresOn()).contains(LocalDate.of(2029, 3, 1));
    assertThat(lastDay.expiresOn()).contains(LocalDate.of(2026, 3, 3));
    assertThat(refused(with(adverse + ",\"endedOn\":\"2021-03-01\"")).ruleId()).contains("R34");
  }

  @Test
  void adverseLine_expiresByTheLocalDay() {
    String line =
        with(
            "\"adverse\":true,\"priorNoticeAt\":\"2020-01-01T00:00:00.000Z\",\"endedOn\":\"2021-03-01\"");

    assertThat(check(line, Instant.parse("2026-03-01T15:59:59Z"))).isInstanceOf(Admitted.class);
    assertThat(check(line, Instant.parse("2026-03-01T16:00:00Z"))).isInstanceOf(Refused.class);
  }

  @Test
  void derivedLine_namesItsInputs() {
    String derived =
        GOOD.replace("BNPL.PERFORMANCE", "DERIVED.SCORE").replace("overdueDays", "score");
    String id = "rec_019c1190-5e80-771c-8ffb-2d5d001ab037";

    assertThat(refused(derived).code()).isEqualTo("LINEAGE_MISSING");
    assertThat(refused(derived).ruleId()).contains("R37");
    assertThat(check(inputs(derived, "\"" + id + "\""))).isInstanceOf(Admitted.class);
    assertThat(refused(inputs(derived, "\"rec_1\"")).code()).isEqualTo("LINEAGE_MISSING");
    assertThat(refused(inputs(derived, "\"%s\",\"%s\"".formatted(id, id))).code())
        .isEqualTo("LINEAGE_MISSING");
  }

  private static String inputs(String line, String ids) {
    return line.substring(0, line.length() - 1) + ",\"inputs\":[" + ids + "]}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"adverse\":\"yes\"",
        "\"endedOn\":\"2026-02-30\"",
        "\"priorNoticeAt\":\"yesterday\"",
      })
  void memberOfAnotherForm_isRefused(String member) {
    assertThat(refused(with(member)).code()).isEqualTo("FIELD_INVALID");
  }

  @Test
  void unknownMember_isRefusedWithoutItsName() {
    Refused line = refused(with("\"ada\":1"));

    assertThat(line.code()).isEqualTo("FIELD_UNKNOWN");
    assertThat(line.field()).isEmpty();
  }

  @Test
  void observation_inTheFuture_isRefused() {
    assertThat(refused(GOOD.replace("2026-03-01T08", "2026-03-03T08")).field())
        .contains("observedAt");
  }
}
