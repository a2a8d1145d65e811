package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.rules.pack.ShippedPacks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** R30 for whatever is asked, agreed to and sold: nothing is released outside the three sets. */
class MinimumNecessaryTest {
  private static final int ROUNDS = 400;

  private final Random random = new Random(30);
  private final List<String> all =
      ShippedPacks.get("cn-2022").categories().keySet().stream()
          .filter(name -> !name.endsWith(".*"))
          .toList();

  @Test
  void decide_neverReleasesOutsideRequestedConsentedAndProduct() {
    int permits = 0;
    int trimmed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      World world = World.standard();
      Set<String> product = some(8);
      Set<String> consented = some(8);
      Set<String> requested = round % 4 == 0 ? some(3) : someOf(List.copyOf(product), 5);
      world.product = world.product(List.copyOf(product), List.of());
      world.tariff(120, World.START);
      world.query(consented.toArray(String[]::new));

      Decision decision =
          world.decide(
              Requests.of(
                  Json.with(Requests.purchaseJson(world), "categories", List.copyOf(requested))));

      if (decision.isPermit()) {
        permits++;
        Set<String> allowed = new TreeSet<>(requested);
        allowed.retainAll(consented);
        allowed.retainAll(product);
        assertThat(allowed).as("round %d", round).containsAll(decision.categories());
        Set<String> accounted = new TreeSet<>(decision.categories());
        decision.omitted().forEach(omission -> accounted.add(omission.category()));
        assertThat(accounted).as("round %d", round).isEqualTo(requested);
        trimmed += decision.omitted().isEmpty() ? 0 : 1;
      } else {
        assertThat(decision.categories()).as("as asked").isEqualTo(requested);
        if (!product.containsAll(requested)) {
          assertThat(decision.code()).as("round %d", round).contains("NOT_MINIMUM_NECESSARY");
        }
      }
    }
    assertThat(permits).as("permits").isGreaterThan(20);
    assertThat(trimmed).as("trimmed").isGreaterThan(10);
  }

  private Set<String> some(int most) {
    return someOf(all, most);
  }

  private Set<String> someOf(List<String> from, int most) {
    List<String> shuffled = new ArrayList<>(from);
    Collections.shuffle(shuffled, random);
    return new TreeSet<>(shuffled.subList(0, Math.min(shuffled.size(), 1 + random.nextInt(most))));
  }
}
