package dev.tallystick.vault.complaint;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tallystick.vault.record.SaltedText;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A complaint as the person, the authority and the party that it is about see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ComplaintJson(
    String complaint,
    String authority,
    String against,
    String state,
    Instant filedAt,
    LocalDate acceptBy,
    @Nullable Instant acceptedAt,
    @Nullable LocalDate dueOn,
    @Nullable String outcome,
    @Nullable Instant answeredAt,
    @Nullable Boolean late,
    @Nullable TextJson statement,
    @Nullable TextJson reply,
    @Nullable TextJson decision) {

  /** What somebody wrote, with the salt of its digest in the log. */
  record TextJson(String text, String salt) {
    static TextJson of(SaltedText text) {
      return new TextJson(text.text(), text.salt());
    }

    @Override
    public String toString() {
      return "TextJson[redacted]";
    }
  }

  static ComplaintJson of(Complaint complaint) {
    return of(complaint, Optional.of(complaint.words()));
  }

  /** Where it stands, without what anybody wrote: whoever acts on it has not asked to read it. */
  static ComplaintJson withoutWords(Complaint complaint) {
    return of(complaint, Optional.empty());
  }

  private static ComplaintJson of(Complaint complaint, Optional<Complaint.Words> words) {
    Complaint.Term term = complaint.accepted().orElse(null);
    Complaint.Decision decision = complaint.decision().orElse(null);
    return new ComplaintJson(
        complaint.id(),
        complaint.authority(),
        complaint.against(),
        complaint.state().name(),
        complaint.filedAt(),
        complaint.acceptBy(),
        term == null ? null : term.acceptedAt(),
        term == null ? null : term.dueOn(),
        decision == null ? null : decision.outcome().name(),
        decision == null ? null : decision.answeredAt(),
        decision == null ? null : decision.late(),
        words.map(Complaint.Words::statement).map(TextJson::of).orElse(null),
        words.flatMap(Complaint.Words::reply).map(TextJson::of).orElse(null),
        words.flatMap(Complaint.Words::decision).map(TextJson::of).orElse(null));
  }

  @Override
  public String toString() {
    return "ComplaintJson[redacted]";
  }
}
