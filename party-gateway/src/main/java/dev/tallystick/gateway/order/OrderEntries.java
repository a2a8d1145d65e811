package dev.tallystick.gateway.order;

import dev.tallystick.events.type.DataDestroyed;
import dev.tallystick.events.type.DataReceived;
import dev.tallystick.gateway.list.OwnEntry;
import dev.tallystick.gateway.list.OwnEntryListener;
import dev.tallystick.gateway.setting.GatewaySettings;
import jakarta.inject.Singleton;
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
    switch (entry.type()) {
      case DataReceived.SHORT_NAME -> received(entry, new DataReceived.Partial(entry.data()));
      case DataDestroyed.SHORT_NAME -> destroyed(entry, new DataDestroyed.Partial(entry.data()));
      default -> {
        // Of no concern here.
      }
    }
  }

  private boolean isOurs(Optional<String> party) {
    return party.filter(settings.party()::equals).isPresent();
  }

  private void received(OwnEntry entry, DataReceived.Partial said) {
    if (isOurs(said.to())) {
      said.release().ifPresent(event -> acknowledged(event, entry));
    }
  }

  private void destroyed(OwnEntry entry, DataDestroyed.Partial said) {
    if (isOurs(said.party())) {
      for (String event : said.releases()) {
        orders.ofEvent(event).ifPresent(row -> destroyed(row, entry));
      }
    }
  }

  private void acknowledged(String event, OwnEntry entry) {
    Optional<ReportOrderEntity> row = orders.ofEvent(event);
    if (row.isPresent() && row.get().acknowledgeAt != null) {
      row.get().acknowledgeAt = null;
      if (row.get().state == OrderState.OPENED) {
        row.get().state = OrderState.ACKNOWLEDGED;
      }
      row.get().acknowledgement = entry.event().orElse(null);
      row.get().acknowledgedAt = entry.recordedAt();
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
