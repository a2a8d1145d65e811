package dev.tallystick.gateway.order;

import dev.tallystick.gateway.setting.GatewaySettings;
import dev.tallystick.gateway.suite.BureauPrices;
import dev.tallystick.gateway.suite.SuiteAwayException;
import dev.tallystick.gateway.work.GatewayTask;
import dev.tallystick.party.RefusedException;
import dev.tallystick.party.ReleaseCost;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Compares what each report has cost with what its bureau publishes; a price that is published
 * nowhere stands among the differences of the books.
 */
@Singleton
class CheckPrices implements GatewayTask {
  private static final Logger LOG = Logger.getLogger(CheckPrices.class);

  private final PriceSteps steps;
  private final BureauPrices prices;
  private final GatewaySettings settings;

  CheckPrices(PriceSteps steps, BureauPrices prices, GatewaySettings settings) {
    this.steps = steps;
    this.prices = prices;
    this.settings = settings;
  }

  @Override
  public Duration every() {
    return settings.every();
  }

  @Override
  public void run() {
    for (ReportOrderEntity row : steps.unchecked()) {
      try {
        steps.checked(row.id, prices.isPublished(row.bureau, row.product, fee(row)));
      } catch (SuiteAwayException e) {
        return;
      } catch (RefusedException e) {
        LOG.debugf("The bureau publishes no prices: %s", e.code());
        steps.checked(row.id, false);
      }
    }
  }

  private static ReleaseCost fee(ReportOrderEntity row) {
    return new ReleaseCost(
        Objects.requireNonNull(row.amount),
        Objects.requireNonNull(row.currency),
        Objects.requireNonNull(row.tariff),
        Objects.requireNonNull(row.tariffLine),
        Optional.ofNullable(row.dedupOf));
  }

  /** The transactions of comparing prices. */
  @Singleton
  static class PriceSteps {
    private static final int AT_A_TIME = 200;

    private final ReportOrderRepository orders;

    PriceSteps(ReportOrderRepository orders) {
      this.orders = orders;
    }

    @Transactional
    List<ReportOrderEntity> unchecked() {
      return orders
          .find("isPricePublished is null and amount is not null order by createdAt")
          .page(0, AT_A_TIME)
          .list();
    }

    @Transactional
    void checked(String id, boolean isPublished) {
      orders.lock(id).orElseThrow().isPricePublished = isPublished;
    }
  }
}
