package dev.tallystick.vault.objection;

import dev.tallystick.vault.record.SaltedText;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An objection as the person and the party that answers see it. */
record ObjectionJson(
    String objection,
    String party,
    List<String> records,
    List<String> releases,
    String state,
    Instant filedAt,
    LocalDate dueOn,
    String statement,
    String statementSalt,
    @Nullable String outcome,
    @Nullable String answer,
    @Nullable String answerSalt) {
  static ObjectionJson of(Objection objection) {
    SaltedText answer = objection.answer().orElse(null);
    return new ObjectionJson(
        objection.id(),
        objection.party(),
        objection.records(),
        objection.releases().stream().map(UUID::toString).toList(),
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
