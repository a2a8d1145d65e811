package dev.tallystick.bureau.source;

import dev.tallystick.bureau.json.JsonForms;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.type.Omission;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;

/** What an answer, a report or a quote lacks, and the refusal that it was. */
@RegisterForReflection
public record OmissionJson(
    Optional<String> category, Optional<String> from, String code, Optional<String> ruleId) {

  /** Left out by a decision. */
  public static OmissionJson of(Omission omission) {
    return new OmissionJson(
        Optional.of(omission.category()), Optional.empty(), omission.code(), Optional.empty());
  }

  /** Not released by a platform. */
  public static OmissionJson of(SourceOmission omission) {
    return new OmissionJson(Optional.empty(), omission.from(), omission.code(), omission.ruleId());
  }

  /** The list as a member: none if it is empty. */
  public static Optional<List<OmissionJson>> member(List<OmissionJson> omitted) {
    return omitted.isEmpty() ? Optional.empty() : Optional.of(omitted);
  }

  /** The list as JSON. */
  public static JsonArray array(List<OmissionJson> omitted) {
    return JsonArray.of(omitted.stream().map(JsonForms::write).toList());
  }
}
