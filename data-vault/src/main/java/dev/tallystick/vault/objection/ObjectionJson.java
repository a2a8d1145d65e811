package dev.tallystick.vault.objection;

import dev.tallystick.vault.record.SaltedText;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An objection as the person and the party that answers see it. */
@Schema(name = "Objection")
record ObjectionJson(
    String objection,
    String party,
    List<String> records,
    @Schema(enumeration = {"OPEN", "OVERDUE", "RESOLVED"}) String state,
    Instant filedAt,
    @Schema(description = "The last day for the answer.") LocalDate dueOn,
    @Schema(description = "As the person wrote it.") String statement,
    @Schema(description = "Salt of the statement's digest in objection.filed.")
        String statementSalt,
    @Schema(enumeration = {"CORRECTED", "REJECTED", "UNVERIFIABLE"}) @Nullable String outcome,
    @Nullable String answer,
    @Schema(description = "Salt of the answer's digest in objection.resolved.")
        @Nullable String answerSalt) {
  static ObjectionJson of(Objection objection) {
    SaltedText answer = objection.answer().orElse(null);
    return new ObjectionJson(
        objection.id(),
        objection.party(),
        objection.records(),
        objection.state().name(),
        objection.filedAt(),
        objection.dueOn(),
        objection.statement().text(),
        objection.statement().salt(),
        objection.outcome().map(Enum::name).orElse(null),
        answer == null ? null : answer.text(),
        answer == null ? null : answer.salt());
  }

  @Override
  public String toString() {
    return "ObjectionJson[redacted]";
  }
}
