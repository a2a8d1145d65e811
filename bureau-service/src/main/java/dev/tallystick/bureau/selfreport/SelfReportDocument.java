package dev.tallystick.bureau.selfreport;

import dev.tallystick.bureau.source.OmissionJson;
import dev.tallystick.bureau.source.Source;
import dev.tallystick.bureau.source.SourceRecord;
import dev.tallystick.bureau.source.Sourced;
import dev.tallystick.events.json.JsonObject;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;

/**
 * A report about a person for that person, as {@code docs/spec/report.md} has it: every record
 * whole, and whose it is.
 *
 * @param salt keeps its hash from being guessed
 */
@RegisterForReflection
record SelfReportDocument(
    String report,
    String bureau,
    String subject,
    String madeAt,
    List<SourceJson> sources,
    List<RecordJson> records,
    Optional<List<OmissionJson>> omitted,
    String salt) {

  static List<SourceJson> sources(Sourced sourced) {
    return sourced.sources().stream().map(SourceJson::of).toList();
  }

  static List<RecordJson> records(Sourced sourced) {
    return sourced.records(List.copyOf(sourced.categories())).stream().map(RecordJson::of).toList();
  }

  static Optional<List<OmissionJson>> omitted(Sourced sourced) {
    return OmissionJson.member(sourced.omitted().stream().map(OmissionJson::of).toList());
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "SelfReportDocument";
  }

  /** A release that the report is made of. */
  @RegisterForReflection
  record SourceJson(String from, String event, List<String> categories) {
    static SourceJson of(Source source) {
      return new SourceJson(source.from(), source.event(), List.copyOf(source.categories()));
    }
  }

  /** What one record says; the flags are there if they are true. */
  @RegisterForReflection
  record RecordJson(
      String record,
      String from,
      String category,
      String observedAt,
      JsonObject fields,
      Optional<Boolean> disputed,
      Optional<Boolean> sourceConflict) {
    static RecordJson of(SourceRecord record) {
      return new RecordJson(
          record.id(),
          record.from(),
          record.observation().category(),
          record.observation().observedAt(),
          record.fields(),
          flag(record.disputed()),
          flag(record.contradicted()));
    }

    private static Optional<Boolean> flag(boolean set) {
      return set ? Optional.of(true) : Optional.empty();
    }

    /** Shows no personal data. */
    @Override
    public String toString() {
      return "RecordJson";
    }
  }
}
