package dev.tallystick.gateway.ledger;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.gateway.list.OwnEntry;
import dev.tallystick.gateway.list.OwnEntryListener;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Enters into the books what the proved list has of releases and of what became of them. */
@Singleton
class LedgerEntries implements OwnEntryListener {
  private final ListedReleaseRepository releases;

  LedgerEntries(ListedReleaseRepository releases) {
    this.releases = releases;
  }

  @Override
  public void take(OwnEntry entry) {
    switch (entry.type()) {
      case "data.released" -> released(entry);
      case "data.received" -> of(entry, row -> acknowledged(row, entry));
      case "data.undelivered" -> of(entry, row -> row.undeliveredAt = entry.logIndex());
      case "fee.reversed" -> of(entry, row -> row.reversedAt = entry.logIndex());
      case "data.destroyed" -> destroyed(entry);
      default -> {
        // Of no concern here.
      }
    }
  }

  private void released(OwnEntry entry) {
    JsonObject data = entry.data();
    ListedReleaseEntity row = new ListedReleaseEntity();
    row.listIndex = entry.listIndex();
    row.logIndex = entry.logIndex();
    row.event = entry.event().orElse(null);
    row.recordedAt = entry.recordedAt();
    row.step = data.findString("step").orElse("");
    row.seller = data.findString("from").orElse("");
    row.buyer = data.findString("to").orElse("");
    row.product = data.findString("product").orElse(null);
    row.inquiry = data.findString("inquiry").orElse(null);
    Optional<JsonObject> fee = data.findObject("fee");
    row.amount = fee.flatMap(cost -> cost.findInteger("amount")).orElse(null);
    row.currency = fee.flatMap(cost -> cost.findString("currency")).orElse(null);
    row.tariff = fee.flatMap(cost -> cost.findString("tariff")).orElse(null);
    row.tariffLine = fee.flatMap(cost -> cost.findString("line")).orElse(null);
    releases.persist(row);
  }

  /** A half that comes after all voids what was reported undelivered before. */
  private static void acknowledged(ListedReleaseEntity row, OwnEntry entry) {
    row.acknowledgedAt = entry.logIndex();
    if (entry.data().findString("voids").isPresent()) {
      row.undeliveredAt = null;
      row.reversedAt = null;
    }
  }

  private void of(OwnEntry entry, Consumer<ListedReleaseEntity> change) {
    entry.data().findString("release").flatMap(releases::ofEvent).ifPresent(change);
  }

  private void destroyed(OwnEntry entry) {
    List<JsonValue> items =
        entry.data().findArray("releases").map(JsonArray::items).orElse(List.of());
    for (JsonValue item : items) {
      releases
          .ofEvent(((JsonString) item).value())
          .ifPresent(row -> row.destroyedAt = entry.logIndex());
    }
  }
}
