package dev.tallystick.bureau.report;

import dev.tallystick.bureau.json.JsonForms;
import dev.tallystick.bureau.product.ReportProduct;
import dev.tallystick.bureau.product.ReportProduct.Output;
import dev.tallystick.bureau.report.CreditReportDocument.FactJson;
import dev.tallystick.bureau.report.CreditReportDocument.ReasonJson;
import dev.tallystick.bureau.report.CreditReportDocument.SectionJson;
import dev.tallystick.bureau.report.CreditReportDocument.SourceJson;
import dev.tallystick.bureau.report.CreditReportDocument.StatementJson;
import dev.tallystick.bureau.scoring.Score;
import dev.tallystick.bureau.scoring.Scorecard;
import dev.tallystick.bureau.source.OmissionJson;
import dev.tallystick.bureau.source.Source;
import dev.tallystick.bureau.source.SourceRecord;
import dev.tallystick.bureau.source.Sourced;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.InquiryRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A report about a person, as JSON: within the product's outputs and the permitted categories. */
public final class CreditReport {
  private final ReportProduct product;
  private final Scorecard scorecard;
  private final Sourced sourced;
  private final List<String> categories;

  /**
   * A report of these sources.
   *
   * @param categories those permitted; records of others are not looked at
   */
  public CreditReport(
      ReportProduct product, Scorecard scorecard, Sourced sourced, List<String> categories) {
    this.product = product;
    this.scorecard = scorecard;
    this.sourced = sourced;
    this.categories = List.copyOf(categories);
  }

  /** The records that it is made of. */
  public List<SourceRecord> records() {
    return sourced.records(categories);
  }

  /** Those whose values it shows: none if the product gives no sections. */
  public List<SourceRecord> shown() {
    return product.gives(Output.SECTIONS) ? records() : List.of();
  }

  /** How many of them the person has objected to. */
  public long disputedCount() {
    return records().stream().filter(SourceRecord::disputed).count();
  }

  /**
   * The report.
   *
   * @param omitted what is missing from it, and why
   */
  public JsonObject toJson(InquiryRequest inquiry, List<OmissionJson> omitted, Instant madeAt) {
    Score score = scorecard.score(sourced.observations(categories));
    return JsonForms.write(
        new CreditReportDocument(
            product.bureau().value(),
            product.id().value(),
            inquiry.inquiry(),
            inquiry.subject(),
            inquiry.purpose(),
            scorecard.id().toString(),
            sourced.sources().stream().map(this::source).toList(),
            Timestamps.format(madeAt.toEpochMilli()),
            ifGiven(Output.SCORE, score::points),
            ifGiven(Output.REASONS, () -> score.reasons().stream().map(ReasonJson::of).toList()),
            ifGiven(Output.SECTIONS, this::sections),
            OmissionJson.member(omitted),
            disputedCount() > 0 ? Optional.of(disputedCount()) : Optional.empty(),
            Optional.of(statements()).filter(all -> !all.isEmpty())));
  }

  private <T> Optional<T> ifGiven(Output output, Supplier<T> value) {
    return product.gives(output) ? Optional.of(value.get()) : Optional.empty();
  }

  private SourceJson source(Source source) {
    List<String> used = source.categories().stream().filter(categories::contains).toList();
    return new SourceJson(source.from(), source.event(), used);
  }

  /** By category what its records say, in the fields that the model looks at and in no others. */
  private List<SectionJson> sections() {
    List<SectionJson> sections = new ArrayList<>();
    for (String category : categories) {
      List<FactJson> facts = sourced.records(List.of(category)).stream().map(this::fact).toList();
      if (!facts.isEmpty()) {
        sections.add(new SectionJson(category, facts));
      }
    }
    return sections;
  }

  private FactJson fact(SourceRecord record) {
    JsonObject.Builder values = JsonObject.builder();
    for (String field : scorecard.fieldsOf(record.observation().category())) {
      record.fields().find(field).ifPresent(value -> values.put(field, value));
    }
    return new FactJson(
        record.from(),
        record.observation().observedAt(),
        values.build(),
        flag(record.disputed()),
        flag(record.contradicted()));
  }

  /**
   * The person's own words on every record that the report is made of, whether it shows the record
   * or a score alone.
   */
  private List<StatementJson> statements() {
    return records().stream()
        .flatMap(record -> record.statement().stream().map(said -> StatementJson.of(record, said)))
        .toList();
  }

  private static Optional<Boolean> flag(boolean set) {
    return set ? Optional.of(true) : Optional.empty();
  }
}
