package dev.tallystick.bureau.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.product.Model;
import dev.tallystick.bureau.product.ProductId;
import dev.tallystick.bureau.product.ProductKind;
import dev.tallystick.bureau.product.ProductScope;
import dev.tallystick.bureau.product.ProductTerms;
import dev.tallystick.bureau.product.ReportProduct;
import dev.tallystick.bureau.scoring.ModelId;
import dev.tallystick.bureau.scoring.Observation;
import dev.tallystick.bureau.scoring.Scorecard;
import dev.tallystick.bureau.scoring.Scorecards;
import dev.tallystick.bureau.source.OmissionJson;
import dev.tallystick.bureau.source.Source;
import dev.tallystick.bureau.source.SourceOmission;
import dev.tallystick.bureau.source.SourceRecord;
import dev.tallystick.bureau.source.Sourced;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.party.Claims;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.tlog.Hash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Reports, and the example in docs/spec/report.md, which this code makes to the letter. */
class CreditReportTest {
  private static final Hash ANY = Hash.sha256(new byte[] {1});
  private static final String STATEMENT = "I paid on the day; the bank was closed.";
  private static final List<String> PERMITTED = List.of("LOAN.PERFORMANCE", "SHOPPING.AGGREGATE");

  private final Scorecard scorecard =
      new Scorecards().find(new ModelId("consumer-credit", "1")).orElseThrow();

  private ReportProduct product(String... outputs) {
    return new ReportProduct(
        new BureauId("bureau-north"),
        new ProductId("prd_019c11ae-3056-7802-96d2-eb06d5c09e5c"),
        1,
        new ProductTerms(
            "Credit report",
            ProductKind.REPORT,
            true,
            ProductScope.of(
                Set.of("LOAN_APPROVAL"), Set.copyOf(PERMITTED), Set.of(), Set.of(outputs)),
            new TreeSet<>(scorecard.factorNames()),
            Optional.of(new Model(scorecard.id(), scorecard.manifest()))));
  }

  private static InquiryRequest inquiry() {
    return new InquiryRequest(
        new Claims("bank-riverside", "bureau-north", 1, OptionalLong.of(61), "any"),
        "inq_019cac0e-d860-7f2e-b2a3-1f4d6a9e7c10",
        "sub_5ciq6vxtulqh6wm2te5ttwo2a4",
        "prd_019c11ae-3056-7802-96d2-eb06d5c09e5c",
        "LOAN_APPROVAL",
        Optional.empty(),
        "con_019c11bd-1941-7f9b-844d-62360986f33a",
        List.of());
  }

  private static SourceRecord record(
      String id, String from, String category, JsonObject fields, boolean disputed) {
    return new SourceRecord(
        id,
        from,
        new Observation(category, "2026-02-01T00:00:00.000Z", fields),
        ANY,
        disputed,
        false,
        disputed ? Optional.of(STATEMENT) : Optional.empty());
  }

  private static Source source(String from, String event, SourceRecord... records) {
    return new Source(from, new Source.Evidence(event, 1, ANY, ANY), List.of(records));
  }

  private static Sourced sourced() {
    return new Sourced(
        List.of(
            source(
                "mall-east",
                "019cac0e-f120-7a55-8d1c-0b6d54e0c9aa",
                record(
                    "rec_019c2222-0000-7000-8000-000000000002",
                    "mall-east",
                    "SHOPPING.AGGREGATE",
                    JsonObject.builder()
                        .put("spendBand", 8)
                        .put("returnRate", 4)
                        .put("favourite", "garden tools")
                        .build(),
                    false)),
            source(
                "pay-south",
                "019cac0e-f2c8-7d01-9c3e-77a1f02b6e31",
                record(
                    "rec_019c2222-0000-7000-8000-000000000001",
                    "pay-south",
                    "LOAN.PERFORMANCE",
                    JsonObject.builder().put("overdueDays", 12).build(),
                    true),
                record(
                    "rec_019c2222-0000-7000-8000-000000000003",
                    "pay-south",
                    "TAX.AMOUNT",
                    JsonObject.builder().put("paid", 7_000).build(),
                    false))),
        List.of(
            new SourceOmission(
                Optional.of("ride-west"), "SEPARATE_CONSENT_MISSING", Optional.of("R10"))));
  }

  private JsonObject report(ReportProduct product) {
    return new CreditReport(product, scorecard, sourced(), PERMITTED)
        .toJson(
            inquiry(),
            sourced().omitted().stream().map(OmissionJson::of).toList(),
            Instant.parse("2026-03-02T01:20:00Z"));
  }

  @Test
  void toJson_isTheExampleOfTheSpecification() throws Exception {
    Path page = Path.of(System.getProperty("tallystick.root"), "docs", "spec", "report.md");
    String text = Files.readString(page);
    int start = text.indexOf("```json") + "```json".length();
    JsonValue example =
        CanonicalJson.parseMessage(
            text.substring(start, text.indexOf("```", start)).getBytes(UTF_8));

    assertThat(CanonicalJson.text(report(product("REASONS", "SCORE", "SECTIONS"))))
        .isEqualTo(CanonicalJson.text(example));
  }

  @Test
  void toJson_holdsNoMoreThanTheProductGives() {
    assertThat(report(product("SCORE")).names()).doesNotContain("reasons", "sections");
    assertThat(report(product("REASONS")).names()).doesNotContain("score", "sections");
    assertThat(report(product("DERIVED.SCORE")).names()).contains("reasons", "score");
  }

  @Test
  void toJson_showsNothingOfWhatIsNotPermittedOrNotLookedAt() {
    String report = CanonicalJson.text(report(product("REASONS", "SCORE", "SECTIONS")));

    assertThat(report).doesNotContain("garden tools", "favourite", "TAX.AMOUNT", "7000");
  }
}
