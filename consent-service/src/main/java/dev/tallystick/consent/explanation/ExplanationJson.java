package dev.tallystick.consent.explanation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why it was decided so. Sentences are by language, `en` and `zh` at least in the shipped packs.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ExplanationJson(
    String decision,
    String outcome,
    @Nullable String code,
    String instant,
    Map<String, String> summary,
    List<RuleJson> rules,
    FactsJson facts,
    Map<String, String> complain,
    PackJson pack) {

  /** A rule, and whether it let the request pass. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record RuleJson(
      String ruleId,
      String title,
      boolean passed,
      Map<String, String> sentence,
      String citation,
      String confidence) {}

  /** What the decision was made of. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record FactsJson(
      String from,
      @Nullable String to,
      @Nullable String purpose,
      List<String> categories,
      List<OmittedJson> omitted,
      List<ConsentJson> consents,
      @Nullable Long fee,
      long asOfSize,
      int restsOn) {}

  /** A category that was left out. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record OmittedJson(String category, String code, Map<String, String> sentence) {}

  /** A consent that was used. */
  record ConsentJson(String consent, long version) {}

  /** By which pack. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record PackJson(@Nullable String pack, @Nullable String digest, @Nullable String disclaimer) {}
}
