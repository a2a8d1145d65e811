package dev.tallystick.consent.publication;

import dev.tallystick.rules.state.Agreement;
import dev.tallystick.rules.state.Assessment;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.Plan;
import dev.tallystick.rules.state.Product;
import dev.tallystick.rules.state.State;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Who has filed that it collects what, and gives it to whom, at one time. */
final class Inventory {
  private static final String SUPPLY = "SUPPLY";
  private static final String USE = "USE";
  private static final String SUPPLY_PURPOSE = "CREDIT_REPORTING_SUPPLY";

  private final State state;
  private final long millis;

  Inventory(State state, long millis) {
    this.state = state;
    this.millis = millis;
  }

  /** What goes by an agreement, and what for. */
  record Terms(String kind, NavigableSet<String> categories, NavigableSet<String> purposes) {}

  Optional<Party> party(String id) {
    return state.party(id).filter(Party::isRegistered);
  }

  /** Those who have agreed to give to a party. */
  NavigableSet<String> providersOf(String id) {
    return others(id, agreement -> agreement.receiver().equals(id), Agreement::provider);
  }

  /** Those to whom a party has agreed to give. */
  NavigableSet<String> receiversOf(String id) {
    return others(id, agreement -> agreement.provider().equals(id), Agreement::receiver);
  }

  private NavigableSet<String> others(
      String id, Predicate<Agreement> side, Function<Agreement, String> other) {
    NavigableSet<String> found = new TreeSet<>();
    inForce(id).filter(side).map(other).forEach(found::add);
    return found;
  }

  private Stream<Agreement> inForce(String id) {
    return state.party(id).map(Party::agreements).stream()
        .flatMap(List::stream)
        .flatMap(agreement -> state.agreement(agreement).stream())
        .filter(agreement -> agreement.isInForceAt(millis));
  }

  /** What goes from one party to another by their agreement. */
  Optional<Terms> agreed(String from, String to) {
    return inForce(from)
        .filter(agreement -> agreement.provider().equals(from) && agreement.receiver().equals(to))
        .max(Comparator.comparingLong(Agreement::validFromMillis))
        .map(agreement -> terms(agreement.kind(), from, to));
  }

  private Terms terms(String kind, String from, String to) {
    NavigableSet<String> categories = new TreeSet<>();
    NavigableSet<String> purposes = new TreeSet<>();
    if (kind.equals(SUPPLY)) {
      purposes.add(SUPPLY_PURPOSE);
      party(from).ifPresent(party -> categories.addAll(filed(party)));
      party(to).ifPresent(party -> categories.retainAll(filed(party)));
    } else if (kind.equals(USE)) {
      for (Product product : sold(from)) {
        categories.addAll(product.inputCategories());
        categories.addAll(product.outputs());
        purposes.addAll(product.purposes());
      }
    }
    return new Terms(kind, categories, purposes);
  }

  private List<Product> sold(String bureau) {
    return state.products().stream()
        .filter(product -> product.party().equals(bureau) && !product.retired())
        .toList();
  }

  /** The categories that a party has filed: in its plan, or where it has none, its assessments. */
  NavigableSet<String> filed(Party party) {
    Optional<Plan> plan =
        party.plans().stream()
            .filter(one -> one.kind().equals(Plan.COLLECTION))
            .filter(one -> one.effectiveFromMillis() <= millis)
            .max(
                Comparator.comparingLong(Plan::effectiveFromMillis)
                    .thenComparingLong(Plan::version));
    NavigableSet<String> categories = new TreeSet<>();
    if (plan.isPresent()) {
      categories.addAll(plan.get().categories());
    } else {
      party.assessments().stream()
          .filter(one -> one.validFromMillis() <= millis && millis < one.validToMillis())
          .map(Assessment::categories)
          .forEach(categories::addAll);
    }
    return categories;
  }
}
