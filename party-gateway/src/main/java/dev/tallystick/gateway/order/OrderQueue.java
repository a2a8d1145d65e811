package dev.tallystick.gateway.order;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

/** How many orders wait. */
@Singleton
public class OrderQueue {
  private final ReportOrderRepository orders;
  private final MeterRegistry meters;

  OrderQueue(ReportOrderRepository orders, MeterRegistry meters) {
    this.orders = orders;
    this.meters = meters;
  }

  void onStart(@Observes StartupEvent start) {
    meters.gauge("tallystick.gateway.orders.waiting", this, OrderQueue::waiting);
  }

  /** How many. */
  @Transactional
  public long waiting() {
    return orders.waiting();
  }
}
