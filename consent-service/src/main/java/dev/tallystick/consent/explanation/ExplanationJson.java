package dev.tallystick.consent.explanation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why it was decided so. Sentences are by language, `en` and `zh` at least in the shipped packs.
 */
@Schema(name = "Explanation")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ExplanationJson(
    String decision,
    @Schema(enumeration = {"PERMIT", "DENY"}) String outcome,
    @Schema(description = "Of a refusal.") @Nullable String code,
    @Schema(description = "For which instant it was decided.") String instant,
    @Schema(description = "What it comes to, in sentences for persons.")
        Map<String, String> summary,
    @Schema(
            description =
                "Every rule that was looked at, in order; of a refusal the last one refused.")
        List<RuleJson> rules,
    FactsJson facts,
    @Schema(description = "Where to complain.") Map<String, String> complain,
    PackJson pack) {

  /** A rule, and whether it let the request pass. */
  @Schema(name = "ExplainedRule")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record RuleJson(
      String ruleId,
      String title,
      boolean passed,
      @Schema(description = "Of the rule that refused.") Map<String, String> sentence,
      String citation,
      @Schema(description = "V the text was read, S a secondary source, M general knowledge.")
          String confidence) {}

  /** What the decision was made of. */
  @Schema(name = "ExplainedFacts")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record FactsJson(
      String from,
      @Nullable String to,
      @Nullable String purpose,
      List<String> categories,
      List<OmittedJson> omitted,
      @Schema(description = "The consents that were used.") List<ConsentJson> consents,
      @Schema(description = "Of a sale, in minor units.") @Nullable Long fee,
      @Schema(description = "The entries of the log that were taken into account.") long asOfSize,
      @Schema(description = "How many facts it rested on, each with its guard in the log.")
          int restsOn) {}

  /** A category that was left out. */
  @Schema(name = "ExplainedOmission")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record OmittedJson(String category, String code, Map<String, String> sentence) {}

  /** A consent that was used. */
  @Schema(name = "ExplainedConsent")
  record ConsentJson(String consent, long version) {}

  /** By which pack. */
  @Schema(name = "ExplainedPack")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record PackJson(@Nullable String pack, @Nullable String digest, @Nullable String disclaimer) {}
}
