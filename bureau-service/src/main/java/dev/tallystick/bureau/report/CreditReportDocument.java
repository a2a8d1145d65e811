package dev.tallystick.bureau.report;

import dev.tallystick.bureau.scoring.Reason;
import dev.tallystick.bureau.source.OmissionJson;
import dev.tallystick.bureau.source.SourceRecord;
import dev.tallystick.events.json.JsonObject;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A report as {@code docs/spec/report.md} has it. */
@RegisterForReflection
record CreditReportDocument(
    String bureau,
    String product,
    String inquiry,
    String subject,
    String purpose,
    String model,
    List<SourceJson> sources,
    String madeAt,
    Optional<Long> score,
    Optional<List<ReasonJson>> reasons,
    Optional<List<SectionJson>> sections,
    Optional<List<OmissionJson>> omitted,
    Optional<Long> disputedCount,
    Optional<List<StatementJson>> statements) {

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "CreditReportDocument";
  }

  /** A release that the report is made of, and the categories that are used of it. */
  record SourceJson(String from, String event, List<String> categories) {}

  /** A reason in words, by language. */
  record ReasonJson(String code, String text, Map<String, String> translations) {
    static ReasonJson of(Reason reason) {
      return new ReasonJson(reason.code(), reason.text(), reason.translations());
    }
  }

  /** What the person says about one record that the report is made of (R35). */
  record StatementJson(String category, String from, String observedAt, String statement) {
    static StatementJson of(SourceRecord record, String statement) {
      return new StatementJson(
          record.observation().category(),
          record.from(),
          record.observation().observedAt(),
          statement);
    }

    /** Shows no personal data. */
    @Override
    public String toString() {
      return "StatementJson";
    }
  }

  /** What the records of one category say. */
  record SectionJson(String category, List<FactJson> facts) {}

  /** What one record says; the flags are there if they are true. */
  record FactJson(
      String from,
      String observedAt,
      JsonObject values,
      Optional<Boolean> disputed,
      Optional<Boolean> sourceConflict) {

    /** Shows no personal data. */
    @Override
    public String toString() {
      return "FactJson";
    }
  }
}
