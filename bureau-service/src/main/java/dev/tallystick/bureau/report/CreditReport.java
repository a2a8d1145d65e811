package dev.tallystick.bureau.report;

import dev.tallystick.bureau.product.ReportProduct;
import dev.tallystick.bureau.product.ReportProduct.Output;
import dev.tallystick.bureau.scoring.Reason;
import dev.tallystick.bureau.scoring.Score;
import dev.tallystick.bureau.scoring.Scorecard;
import dev.tallystick.bureau.source.Source;
import dev.tallystick.bureau.source.SourceRecord;
import dev.tallystick.bureau.source.Sourced;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.party.InquiryRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

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

  /** How many of them the person has objected to. */
  public long disputedCount() {
    return records().stream().filter(SourceRecord::disputed).count();
  }

  /**
   * The report.
   *
   * @param omitted what is missing from it, and why
   */
  public JsonObject toJson(InquiryRequest inquiry, List<JsonObject> omitted, Instant madeAt) {
    Score score = scorecard.score(sourced.observations(categories));
    JsonObject.Builder json =
        JsonObject.builder()
            .put("bureau", product.bureau().value())
            .put("product", product.id().value())
            .put("inquiry", inquiry.inquiry())
            .put("subject", inquiry.subject())
            .put("purpose", inquiry.purpose())
            .put("model", scorecard.id().toString())
            .put("sources", sources())
            .put("madeAt", Timestamps.format(madeAt.toEpochMilli()));
    if (product.gives(Output.SCORE)) {
      json.put("score", score.points());
    }
    if (product.gives(Output.REASONS)) {
      json.put(
          "reasons", JsonArray.of(score.reasons().stream().map(CreditReport::reason).toList()));
    }
    if (product.gives(Output.SECTIONS)) {
      json.put("sections", sections());
    }
    if (!omitted.isEmpty()) {
      json.put("omitted", JsonArray.of(omitted));
    }
    if (disputedCount() > 0) {
      json.put("disputedCount", disputedCount());
    }
    return json.build();
  }

  private static JsonObject reason(Reason reason) {
    TreeMap<String, JsonString> translations = new TreeMap<>();
    reason.translations().forEach((tag, text) -> translations.put(tag, JsonString.of(text)));
    return JsonObject.builder()
        .put("code", reason.code())
        .put("text", reason.text())
        .put("translations", JsonObject.of(translations))
        .build();
  }

  private JsonArray sources() {
    return JsonArray.of(
        sourced.sources().stream()
            .map(
                source ->
                    JsonObject.builder()
                        .put("from", source.from())
                        .put("event", source.event())
                        .put("categories", JsonArray.ofStrings(List.copyOf(used(source))))
                        .build())
            .toList());
  }

  private List<String> used(Source source) {
    return source.categories().stream().filter(categories::contains).toList();
  }

  /** By category what its records say, in the fields that the model looks at and in no others. */
  private JsonArray sections() {
    List<JsonObject> sections = new ArrayList<>();
    for (String category : categories) {
      List<JsonObject> facts = sourced.records(List.of(category)).stream().map(this::fact).toList();
      if (!facts.isEmpty()) {
        sections.add(
            JsonObject.builder()
                .put("category", category)
                .put("facts", JsonArray.of(facts))
                .build());
      }
    }
    return JsonArray.of(sections);
  }

  private JsonObject fact(SourceRecord record) {
    JsonObject.Builder values = JsonObject.builder();
    for (String field : scorecard.fieldsOf(record.observation().category())) {
      record.fields().find(field).ifPresent(value -> values.put(field, value));
    }
    JsonObject.Builder fact =
        JsonObject.builder()
            .put("from", record.from())
            .put("observedAt", record.observation().observedAt())
            .put("values", values.build());
    if (record.disputed()) {
      fact.put("disputed", true);
    }
    if (record.contradicted()) {
      fact.put("sourceConflict", true);
    }
    return fact.build();
  }
}
