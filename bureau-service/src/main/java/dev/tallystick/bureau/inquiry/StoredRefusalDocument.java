package dev.tallystick.bureau.inquiry;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tallystick.problem.ProblemDocument;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import java.util.Optional;

/**
 * A refusal as it is stored.
 *
 * @param extensions members that only this refusal has
 */
@RegisterForReflection
record StoredRefusalDocument(DocumentJson document, Map<String, JsonNode> extensions) {

  /** Its problem document. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record DocumentJson(
      String code,
      int status,
      String title,
      String detail,
      Optional<String> field,
      Optional<String> rule,
      Optional<String> ruleId,
      Optional<String> rulePack,
      Optional<String> auditEventId,
      Optional<Long> auditIndex) {

    ProblemDocument document() {
      ProblemDocument document =
          ProblemDocument.of(code, status, title, detail)
              .withField(field.orElse(null), rule.orElse(null));
      if (ruleId.isPresent()) {
        document = document.withRule(ruleId.get(), rulePack.orElse(null));
      }
      return auditEventId.isPresent()
          ? document.withAudit(auditEventId.get(), auditIndex.orElse(null))
          : document;
    }
  }
}
