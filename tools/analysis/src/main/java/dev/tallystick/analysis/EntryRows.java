package dev.tallystick.analysis;

import dev.tallystick.events.Body;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.BulkOpening;
import dev.tallystick.events.receipt.OpenedPart;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.events.type.ConsentRef;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.events.type.DataDestroyed;
import dev.tallystick.events.type.DataReceived;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.DataReleasedInternal;
import dev.tallystick.events.type.DataUndelivered;
import dev.tallystick.events.type.RecordsDeposited;
import dev.tallystick.events.type.ReleaseFee;
import dev.tallystick.tlog.Merkle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of one entry in all tables. What is withheld or erased has no cells. */
final class EntryRows {
  private static final int DAY_LENGTH = 10;

  private final long index;
  private final List<TableRow> rows = new ArrayList<>();

  private EntryRows(long index) {
    this.index = index;
  }

  static List<TableRow> of(BulkOpening line) {
    EntryRows rows = new EntryRows(line.index());
    if (line.opening().isPresent()) {
      rows.opened(line.opening().get());
    } else {
      rows.rows.add(
          new TableRow(SourceTable.ENTRIES)
              .put("log_index", line.index())
              .put("leaf", line.leaf().map(Object::toString)));
    }
    return rows.rows;
  }

  private void opened(Opening opening) {
    String recordedAt = Timestamps.format(opening.recordedMillis());
    Optional<String> type =
        opening
            .stub()
            .value()
            .flatMap(stub -> stub.findString("type"))
            .map(name -> EventTypes.find(name).map(EventType::shortName).orElse(name));
    TableRow entry =
        new TableRow(SourceTable.ENTRIES)
            .put("log_index", index)
            .put("recorded_at", recordedAt)
            .put("type", type)
            .put("entry", opening.entry().hex())
            .put("leaf", Merkle.leafHash(opening.entry()).hex())
            .put("stub", text(opening.stub()))
            .put("internal", text(opening.internal()));
    rows.add(entry);
    Optional<Body> body = opening.body().value().flatMap(EntryRows::body);
    if (body.isEmpty()) {
      return;
    }
    String event = body.get().id().toString();
    entry
        .put("event", event)
        .put("source", body.get().source())
        .put("time", Timestamps.format(body.get().timeMillis()))
        .put("subject", body.get().subject())
        .put("body", CanonicalJson.text(body.get().data()));
    typed(type.orElse(""), recordedAt, body.get(), opening.internal().value());
  }

  private static Optional<String> text(OpenedPart part) {
    return part.value().map(CanonicalJson::text);
  }

  private static Optional<Body> body(JsonObject json) {
    try {
      return Optional.of(Body.parse(json));
    } catch (InvalidEventException e) {
      return Optional.empty();
    }
  }

  private void typed(String type, String recordedAt, Body body, Optional<JsonObject> internal) {
    JsonObject data = body.data();
    switch (type) {
      case DataReleased.SHORT_NAME ->
          release(recordedAt, body, new DataReleased.Partial(data), internal);
      case DataReceived.SHORT_NAME ->
          outcome(recordedAt, body, "acknowledged", new DataReceived.Partial(data).release());
      case DataUndelivered.SHORT_NAME ->
          outcome(recordedAt, body, "undelivered", new DataUndelivered.Partial(data).release())
              .put("reason", new DataUndelivered.Partial(data).reason());
      case DataDestroyed.SHORT_NAME -> {
        DataDestroyed.Partial destroyed = new DataDestroyed.Partial(data);
        for (String release : destroyed.releases()) {
          outcome(recordedAt, body, "destroyed", Optional.of(release))
              .put("reason", destroyed.reason());
        }
      }
      case RecordsDeposited.SHORT_NAME ->
          deposit(recordedAt, body, new RecordsDeposited.Partial(data));
      case DataDenied.SHORT_NAME -> refusal(recordedAt, body, new DataDenied.Partial(data));
      default ->
          PartyRows.find(type, data).ifPresent(row -> rows.add(begun(row, recordedAt, body)));
    }
  }

  private TableRow begun(TableRow row, String recordedAt, Body body) {
    return row.put("log_index", index)
        .put("recorded_at", recordedAt)
        .put("event", body.id().toString());
  }

  private TableRow row(SourceTable table, String recordedAt, Body body) {
    TableRow row = begun(new TableRow(table), recordedAt, body);
    rows.add(row);
    return row;
  }

  private void release(
      String recordedAt, Body body, DataReleased.Partial data, Optional<JsonObject> internal) {
    TableRow row =
        row(SourceTable.RELEASED, recordedAt, body)
            .put("day", recordedAt.substring(0, DAY_LENGTH))
            .put("release", data.release())
            .put("step", data.step())
            .put("discloser", data.from())
            .put("recipient", data.to())
            .put("subject", body.subject())
            .put("purpose", data.purpose())
            .put("end_purpose", data.endPurpose())
            .put(
                "end_user",
                data.endUser().or(() -> internal.flatMap(part -> part.findString("endUser"))))
            .put("product", data.product())
            .put("categories", data.categories())
            .put("record_count", data.recordCount())
            .put("payload_digest", data.payloadDigest())
            .put("consents", consents(data.consents()));
    data.fee().ifPresent(fee -> fee(row, fee));
    data.parents().forEach(parent -> lineage(body, "parent", parent));
    internal
        .map(DataReleasedInternal.Partial::new)
        .ifPresent(
            part ->
                part.deposits().stream()
                    .flatMap(group -> group.events().stream())
                    .distinct()
                    .forEach(deposit -> lineage(body, "deposit", deposit)));
  }

  private static List<String> consents(List<ConsentRef.Partial> consents) {
    return consents.stream().flatMap(consent -> consent.id().stream()).toList();
  }

  private static void fee(TableRow row, ReleaseFee.Partial fee) {
    row.put("fee_amount", fee.amount())
        .put("fee_currency", fee.currency())
        .put("fee_tariff", fee.tariff())
        .put("fee_line", fee.line())
        .put("fee_dedup_of", fee.dedupOf());
  }

  private void lineage(Body body, String kind, String from) {
    rows.add(
        new TableRow(SourceTable.LINEAGE)
            .put("log_index", index)
            .put("event", body.id().toString())
            .put("kind", kind)
            .put("made_from", from));
  }

  private TableRow outcome(String recordedAt, Body body, String kind, Optional<String> release) {
    return row(SourceTable.OUTCOMES, recordedAt, body).put("kind", kind).put("release", release);
  }

  private void deposit(String recordedAt, Body body, RecordsDeposited.Partial data) {
    row(SourceTable.DEPOSITS, recordedAt, body)
        .put("chunk", data.chunk())
        .put("provider", data.provider())
        .put("agreement", data.agreement())
        .put("source", data.source())
        .put("records", data.count());
  }

  private void refusal(String recordedAt, Body body, DataDenied.Partial data) {
    List<String> rules = data.ruleIds();
    Optional<String> refusing =
        rules.isEmpty() ? Optional.empty() : Optional.of(rules.get(rules.size() - 1));
    row(SourceTable.REFUSALS, recordedAt, body)
        .put("step", data.step())
        .put("caller", data.caller())
        .put("discloser", data.from())
        .put("recipient", data.to())
        .put("subject", body.subject())
        .put("purpose", data.purpose())
        .put("end_purpose", data.endPurpose())
        .put("code", data.code())
        .put("rule", refusing)
        .put("rules", rules)
        .put("pack", data.pack())
        .put("product", data.product())
        .put("categories", data.categories())
        .put("repeats", data.repeats())
        .put("label", data.label());
  }
}
