package dev.tallystick.rules.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The schema that authors write by says of a pack's form what its reader says. */
class PackSchemaTest {
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(PackSchema.text());

  private static List<String> violations(String yaml) throws IOException {
    JsonNode pack = new YAMLMapper().readTree(yaml);
    return SCHEMA.validate(pack).stream().map(Object::toString).toList();
  }

  private static String over(String yaml) {
    return "pack: cn-test\nextends: {pack: cn-2022, digest: %s}\n%s"
        .formatted(ShippedPacks.get("cn-2022").digest().hex(), yaml);
  }

  @Test
  void schema_takesTheShippedPacks() throws IOException {
    for (Pack pack : ShippedPacks.all()) {
      assertThat(violations(new String(pack.yaml(), UTF_8))).as(pack.id()).isEmpty();
    }
  }

  /** What the reader refuses for its form the schema refuses too. */
  @Test
  void schema_refusesWhatTheReaderRefuses() throws IOException {
    for (String wrong :
        List.of(
            "surprise: 1",
            "version: 0",
            "effectiveFrom: 2025-01-01",
            "rules: {R01: {status: 200}}",
            "rules: {R01: {confidence: X}}",
            "rules: {R01: {check: NONSENSE}}",
            "rules: {r01: {title: x}}",
            "steps: {RELEASE_9: [PARTY]}",
            "edges: {PLATFORM-LENDER: {closed: R01}}",
            "edges: {SHOP->LENDER: {closed: R01}}",
            "edges: {PLATFORM->BUREAU: {RELEASE_1: {licensed: both}}}",
            "edges: {PLATFORM->BUREAU: {RELEASE_1: {review: {agreement: USE}}}}",
            "categories: {new: {tiers: [N]}}",
            "categories: {NEW.THING: {tiers: [N], retention: long}}",
            "consents: {kinds: {COLLECT: {told: {shoe: R20}}}}",
            "consents: {promptCooldown: P30}",
            "fees: {dedup: WEEKLY}",
            "retention: {adverse: five}",
            "retention: {adverse: P-5Y}",
            "retention: {adverse: P99999Y}",
            "minors: {under: 40}",
            "purposes: {SELF_INQUIRY: {everyCategory: perhaps}}",
            "selfReports: {freePerYear: 400}",
            "selfReports: {online: OFTEN}",
            "breaches: {authority: P3D}",
            "audits: {every: {BUREAU: P1Y}, above: {BUREAU: 0}, inARow: 2}",
            "coLending: {partnerShareFromBasisPoints: 10001}",
            "queries: {party: {most: 0}}",
            "explanations: {answerWithin: 15}",
            "queries: {staff: {window: 5}}",
            "queries: {suspension: {lasts: P1D}}",
            "countries: CN")) {
      assertThat(violations(over(wrong))).as(wrong).isNotEmpty();
      assertThat(PackTest.refuses(over(wrong))).as("the reader: " + wrong).isTrue();
    }
  }

  @Test
  void schema_takesNullWhereAMemberMayBeTakenAway() throws IOException {
    for (String removal :
        List.of(
            "edges: {LENDER->LENDER: null}",
            "edges: {LENDER->BUREAU: {RELEASE: null}}",
            "edges: {LENDER->STATE_DB: {RELEASE: {consent: null, modifiers: null}}}",
            "categories: {SHOPPING.ORDER: null, TRAVEL.TRIP: {purposes: null}}",
            "minors: null")) {
      assertThat(violations(over(removal))).as(removal).isEmpty();
      assertThat(PackTest.refuses(over(removal))).as("the reader: " + removal).isFalse();
    }
  }

  @Test
  void schema_asksForAllOfAPackThatExtendsNone() throws IOException {
    assertThat(violations("pack: alone\n")).isNotEmpty();
    assertThat(violations(over(""))).isEmpty();
  }

  @Test
  void schema_knowsEveryQuestionOfTheEngine() throws IOException {
    TreeSet<String> checks = new TreeSet<>();
    new ObjectMapper()
        .readTree(PackSchema.text())
        .at("/$defs/rule/properties/check/enum")
        .forEach(name -> checks.add(name.asText()));

    assertThat(checks)
        .containsExactlyElementsOf(
            new TreeSet<>(Arrays.stream(Check.values()).map(Enum::name).toList()));
  }
}
