package dev.tallystick.bureau.selfreport;

import dev.tallystick.bureau.product.Products;
import dev.tallystick.bureau.source.Sourced;
import dev.tallystick.bureau.source.Sources;
import dev.tallystick.producer.EventFactory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Has platforms release to the bureau what a person wants to see of their own data. */
@Singleton
final class GatherOwnData {
  private final Products products;
  private final Sources sources;
  private final SelfReportSteps steps;
  private final EventFactory events;
  private final Clock clock;

  GatherOwnData(
      Products products, Sources sources, SelfReportSteps steps, EventFactory events, Clock clock) {
    this.products = products;
    this.sources = sources;
    this.steps = steps;
    this.events = events;
    this.clock = clock;
  }

  /** What a bank could be told by this bureau, and all of it; the releases will be acknowledged. */
  Sourced gather(SelfReportAsk ask) {
    List<String> categories = List.copyOf(products.categoriesAskedFor(ask.bureau()));
    if (categories.isEmpty()) {
      return new Sourced(List.of(), List.of());
    }
    // Of this try: what was released to another one that came to nothing is said to be gone.
    String once = events.drawId().toString();
    Sourced sourced = sources.askForPerson(ask.bureau(), ask.subject(), categories, once);
    steps.sourced(ask.bureau(), sourced.sources(), clock.instant());
    return sourced;
  }
}
