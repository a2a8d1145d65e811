package dev.tallystick.bureau.market;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives the service its surroundings, and a test's field of type {@link Market} the script. */
public final class MarketResource implements QuarkusTestResourceLifecycleManager {
  private @Nullable Market market;

  @Override
  public Map<String, String> start() {
    Market started = new Market();
    market = started;
    return started.settings();
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(market, new TestInjector.MatchesType(Market.class));
  }

  @Override
  public void stop() {
    if (market != null) {
      market.close();
    }
  }
}
