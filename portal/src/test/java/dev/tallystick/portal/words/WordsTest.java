package dev.tallystick.portal.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final Path PACK =
      Path.of("../libs/rules/src/main/resources/dev/tallystick/rules/packs/cn-2022.yaml");
  private static final Pattern RULE =
      Pattern.compile(
          "(?m)^    code: (\\w+)$(?:\\n    (?!code:|explain:).*)*\\n    explain:\\n      en: \"(.*)\"\\n      zh: \"(.*)\"");

  @Test
  void bothLanguages_haveTheSameCodes() {
    assertThat(Words.of(Locale.CHINESE).all().keySet())
        .isEqualTo(Words.of(Locale.ENGLISH).all().keySet());
  }

  @Test
  void refusals_areToldAsThePackTellsThem() throws Exception {
    Map<String, MatchResult> rules = new HashMap<>();
    RULE.matcher(Files.readString(PACK))
        .results()
        .forEach(rule -> rules.putIfAbsent(rule.group(1), rule));

    assertThat(rules).hasSizeGreaterThan(30);
    rules.forEach(
        (code, rule) -> {
          assertThat(Words.of(Locale.ENGLISH).refusal(code)).as(code).isEqualTo(rule.group(2));
          assertThat(Words.of(Locale.CHINESE).refusal(code)).as(code).isEqualTo(rule.group(3));
        });
  }

  @Test
  void everyCode_ofThePackHasASentenceInBothLanguages() throws Exception {
    Set<String> codes =
        Pattern.compile("(?m)^    code: (\\w+)$")
            .matcher(Files.readString(PACK))
            .results()
            .map(code -> code.group(1))
            .collect(Collectors.toSet());

    assertThat(codes).hasSizeGreaterThan(70);
    for (String code : codes) {
      assertThat(Words.of(Locale.ENGLISH).knows("refusal", code)).as(code).isTrue();
      assertThat(Words.of(Locale.CHINESE).knows("refusal", code)).as(code).isTrue();
    }
  }

  @Test
  void purposesAndCategories_ofThePackHaveWords() throws Exception {
    String pack = Files.readString(PACK);
    String purposes = pack.substring(pack.indexOf("\npurposes:"), pack.indexOf("\ntiers:"));
    Pattern.compile("(?m)^  ([A-Z_]+): ")
        .matcher(purposes)
        .results()
        .forEach(
            each ->
                assertThat(Words.of(Locale.ENGLISH).knows("purpose", each.group(1)))
                    .as(each.group(1))
                    .isTrue());
    String categories = pack.substring(pack.indexOf("\ncategories:"), pack.indexOf("\nlicence:"));
    Pattern.compile("(?m)^  ([A-Z_.]+): .*tiers: \\[[^P]*\\]")
        .matcher(categories)
        .results()
        .map(each -> each.group(1))
        .filter(code -> !code.endsWith("."))
        .forEach(
            code -> assertThat(Words.of(Locale.ENGLISH).knows("category", code)).as(code).isTrue());
  }

  @Test
  void code_thatNobodyKnowsIsShownReadably() {
    assertThat(Words.of(Locale.ENGLISH).purpose("MOON_LANDING")).isEqualTo("moon landing");
    assertThat(Words.of(Locale.ENGLISH).refusal("NEW_RULE"))
        .isEqualTo("A rule refused it. (new rule)");
  }

  @Test
  void lists_areWrittenAsTheLanguageWritesThem() {
    assertThat(Words.of(Locale.ENGLISH).list(java.util.List.of("a", "b", "c")))
        .isEqualTo("a, b and c");
    assertThat(Words.of(Locale.CHINESE).list(java.util.List.of("甲", "乙", "丙"))).isEqualTo("甲、乙和丙");
  }
}
