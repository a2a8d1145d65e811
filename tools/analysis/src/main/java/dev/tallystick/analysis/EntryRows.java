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
              .put(TableColumn.LOG_INDEX, line.index())
              .put(TableColumn.LEAF, line.leaf().map(Object::toString)));
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
            .put(TableColumn.LOG_INDEX, index)
            .put(TableColumn.RECORDED_AT, recordedAt)
            .put(TableColumn.TYPE, type)
            .put(TableColumn.ENTRY, opening.entry().hex())
            .put(TableColumn.LEAF, Merkle.leafHash(opening.entry()).hex())
            .put(TableColumn.STUB, text(opening.stub()))
            .put(TableColumn.INTERNAL, text(opening.internal()));
    rows.add(entry);
    Optional<Body> body = opening.body().value().flatMap(EntryRows::body);
    if (body.isEmpty()) {
      return;
    }
    String event = body.get().id().toString();
    entry
        .put(TableColumn.EVENT, event)
        .put(TableColumn.SOURCE, body.get().source())
        .put(TableColumn.TIME, Timestamps.format(body.get().timeMillis()))
        .put(TableColumn.SUBJECT, body.get().subject())
        .put(TableColumn.BODY, CanonicalJson.text(body.get().data()));
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
              .put(TableColumn.REASON, new DataUndelivered.Partial(data).reason());
      case DataDestroyed.SHORT_NAME -> {
        DataDestroyed.Partial destroyed = new DataDestroyed.Partial(data);
        for (String release : destroyed.releases()) {
          outcome(recordedAt, body, "destroyed", Optional.of(release))
              .put(TableColumn.REASON, destroyed.reason());
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
    return row.put(TableColumn.LOG_INDEX, index)
        .put(TableColumn.RECORDED_AT, recordedAt)
        .put(TableColumn.EVENT, body.id().toString());
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
            .put(TableColumn.DAY, recordedAt.substring(0, DAY_LENGTH))
            .put(TableColumn.RELEASE, data.release())
            .put(TableColumn.STEP, data.step())
            .put(TableColumn.DISCLOSER, data.from())
            .put(TableColumn.RECIPIENT, data.to())
            .put(TableColumn.SUBJECT, body.subject())
            .put(TableColumn.PURPOSE, data.purpose())
            .put(TableColumn.END_PURPOSE, data.endPurpose())
            .put(
                TableColumn.END_USER,
                data.endUser().or(() -> internal.flatMap(part -> part.findString("endUser"))))
            .put(TableColumn.PRODUCT, data.product())
            .put(TableColumn.CATEGORIES, data.categories())
            .put(TableColumn.RECORD_COUNT, data.recordCount())
            .put(TableColumn.PAYLOAD_DIGEST, data.payloadDigest())
            .put(TableColumn.CONSENTS, consents(data.consents()));
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
    row.put(TableColumn.FEE_AMOUNT, fee.amount())
        .put(TableColumn.FEE_CURRENCY, fee.currency())
        .put(TableColumn.FEE_TARIFF, fee.tariff())
        .put(TableColumn.FEE_LINE, fee.line())
        .put(TableColumn.FEE_DEDUP_OF, fee.dedupOf());
  }

  private void lineage(Body body, String kind, String from) {
    rows.add(
        new TableRow(SourceTable.LINEAGE)
            .put(TableColumn.LOG_INDEX, index)
            .put(TableColumn.EVENT, body.id().toString())
            .put(TableColumn.KIND, kind)
            .put(TableColumn.MADE_FROM, from));
  }

  private TableRow outcome(String recordedAt, Body body, String kind, Optional<String> release) {
    return row(SourceTable.OUTCOMES, recordedAt, body)
        .put(TableColumn.KIND, kind)
        .put(TableColumn.RELEASE, release);
  }

  private void deposit(String recordedAt, Body body, RecordsDeposited.Partial data) {
    row(SourceTable.DEPOSITS, recordedAt, body)
        .put(TableColumn.CHUNK, data.chunk())
        .put(TableColumn.PROVIDER, data.provider())
        .put(TableColumn.AGREEMENT, data.agreement())
        .put(TableColumn.SOURCE, data.source())
        .put(TableColumn.RECORDS, data.count());
  }

  private void refusal(String recordedAt, Body body, DataDenied.Partial data) {
    List<String> rules = data.ruleIds();
    Optional<String> refusing =
        rules.isEmpty() ? Optional.empty() : Optional.of(rules.get(rules.size() - 1));
    row(SourceTable.REFUSALS, recordedAt, body)
        .put(TableColumn.STEP, data.step())
        .put(TableColumn.CALLER, data.caller())
        .put(TableColumn.DISCLOSER, data.from())
        .put(TableColumn.RECIPIENT, data.to())
        .put(TableColumn.SUBJECT, body.subject())
        .put(TableColumn.PURPOSE, data.purpose())
        .put(TableColumn.END_PURPOSE, data.endPurpose())
        .put(TableColumn.CODE, data.code())
        .put(TableColumn.RULE, refusing)
        .put(TableColumn.RULES, rules)
        .put(TableColumn.PACK, data.pack())
        .put(TableColumn.PRODUCT, data.product())
        .put(TableColumn.CATEGORIES, data.categories())
        .put(TableColumn.REPEATS, data.repeats())
        .put(TableColumn.LABEL, data.label());
  }
}
