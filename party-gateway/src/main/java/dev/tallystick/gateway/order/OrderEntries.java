package dev.tallystick.gateway.order;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.gateway.list.OwnEntry;
import dev.tallystick.gateway.list.OwnEntryListener;
import dev.tallystick.gateway.setting.GatewaySettings;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Learns from the log what it has of the party's orders: halves and destructions. */
@Singleton
class OrderEntries implements OwnEntryListener {
  private final ReportOrderRepository orders;
  private final GatewaySettings settings;

  OrderEntries(ReportOrderRepository orders, GatewaySettings settings) {
    this.orders = orders;
    this.settings = settings;
  }

  @Override
  public void take(OwnEntry entry) {
    if (entry.type().equals("data.received") && isOurs(entry, "to")) {
      entry.data().findString("release").ifPresent(event -> acknowledged(event, entry));
    } else if (entry.type().equals("data.destroyed") && isOurs(entry, "party")) {
      for (String event : events(entry)) {
        orders.ofEvent(event).ifPresent(row -> destroyed(row, entry));
      }
    }
  }

  private boolean isOurs(OwnEntry entry, String member) {
    return entry.data().findString(member).filter(settings.party()::equals).isPresent();
  }

  private static List<String> events(OwnEntry entry) {
    List<JsonValue> items =
        entry.data().findArray("releases").map(JsonArray::items).orElse(List.of());
    return items.stream().map(item -> ((JsonString) item).value()).toList();
  }

  private void acknowledged(String event, OwnEntry entry) {
    Optional<ReportOrderEntity> row = orders.ofEvent(event);
    if (row.isPresent() && row.get().state == OrderState.OPENED) {
      row.get().state = OrderState.ACKNOWLEDGED;
      row.get().acknowledgement = entry.event().orElse(null);
      row.get().acknowledgedAt = entry.recordedAt();
      row.get().nextTryAt = null;
    }
  }

  private static void destroyed(ReportOrderEntity row, OwnEntry entry) {
    if (row.state == OrderState.DESTROYING) {
      row.state = OrderState.DESTROYED;
      row.destruction = entry.event().orElse(null);
      row.nextTryAt = null;
    }
  }
}
