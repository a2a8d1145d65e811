package dev.tallystick.consent.explanation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.rules.pack.InvalidPackException;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.PackRule;
import dev.tallystick.rules.pack.ShippedPacks;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A pack may have rules of its own, and call a refusal as another rule does. */
class OmittingTest {
  private static final String HOUSE =
      """
      pack: cn-house
      extends: {pack: cn-2022, digest: %s}
      rules:
        H1: {title: Faith in a house, code: SENSITIVE_CONSENT_MISSING, status: 403, citation: house, confidence: M, check: TIER, explain: {en: House first.}}
        H2: {title: What it serves, code: SERVES_NOTHING, status: 403, citation: house, confidence: M, check: CATEGORY_PURPOSE, explain: {zh: 不适用。}}
      tiers: {H: {title: house, rule: H1}}
      categories: {HOUSE.KEY: {tiers: [H]}}
      steps:
        RELEASE_1: [PARTY, EDGE, R53, R02, R10, R25, R16, R19, LIMIT, FREEZE, R43, R26, R27, R05, PRODUCT, R30, R21, R08, R50, FOREIGN, R15, R32, R20, R22, H1, H2, KEY]
        RELEASE_2: [PARTY, EDGE, R53, R03, R02, R54, R24, R25, R16, R19, LIMIT, FREEZE, R43, R26, R27, PRODUCT, R30, R21, R50, FOREIGN, R15, R32, R20, R22, H1, H2, LINEAGE, STANDING, KEEP, CONFLICT, SOURCE, R59, KEY]
        RELEASE: [PARTY, EDGE, R53, R02, R10, R25, R16, R19, LIMIT, FREEZE, R43, R26, R27, R31, R21, R50, FOREIGN, R15, R32, R20, R22, H1, H2, KEY]
        ONWARD: [PARTY, EDGE, R53, R28, R25, R16, R19, LIMIT, FREEZE, R43, R26, R27, R21, R50, FOREIGN, R15, R32, R20, R22, H1, H2, LINEAGE, STANDING, KEEP, SOURCE, KEY]
      """;

  private static Pack house() throws InvalidPackException {
    String yaml = HOUSE.formatted(ShippedPacks.get("cn-2022").digest().hex());
    return Pack.parse(yaml.getBytes(UTF_8), ShippedPacks.shelf());
  }

  private static Optional<String> id(Pack pack, String category, String code) {
    return Omitting.rule(pack, category, code).map(PackRule::id);
  }

  @Test
  void rule_isThatOfTheCategorysTier() throws InvalidPackException {
    Pack pack = house();

    assertThat(id(pack, "HOUSE.KEY", "SENSITIVE_CONSENT_MISSING")).contains("H1");
    assertThat(id(pack, "TRAVEL.TRIP", "SENSITIVE_CONSENT_MISSING")).contains("R20");
    assertThat(id(pack, "HOUSE.KEY", "SERVES_NOTHING")).contains("H2");
    assertThat(id(pack, "HOUSE.KEY", "PURPOSE_NOT_PERMITTED")).contains("USES");
    assertThat(id(pack, "HOUSE.KEY", "NO_SUCH_CODE")).isEmpty();
  }

  @Test
  void refused_tellsInBothLanguagesWhatAPackSaysInOne() throws InvalidPackException {
    Map<String, String> english = Sentences.refused(Optional.of(house().rule("H1")));
    Map<String, String> chinese = Sentences.refused(Optional.of(house().rule("H2")));

    assertThat(english).containsEntry("en", "It was refused. House first.");
    assertThat(english).containsEntry("zh", "请求被拒绝。House first.");
    assertThat(chinese).containsEntry("en", "It was refused. 不适用。");
    assertThat(Sentences.refused(Optional.empty())).containsEntry("en", "It was refused.");
  }
}
