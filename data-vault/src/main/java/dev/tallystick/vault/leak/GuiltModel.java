package dev.tallystick.vault.leak;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How likely it is that each recipient has leaked rows, by Papadimitriou and Garcia-Molina, section
 * 4: a leaked row t was guessed or found elsewhere with probability p, and otherwise comes from one
 * of the recipients V(t) who were given it, each as likely as the other. So recipient i is innocent
 * of row t with probability 1 − (1 − p)/|V(t)|, and
 *
 * <pre>Pr{i guilty} = 1 − ∏ over leaked t that i was given of (1 − (1 − p)/|V(t)|)</pre>
 *
 * <p>Guilt of several soon rounds to 1, so the order is by the logarithm of innocence.
 *
 * @param guess p: the probability that a leaked row does not come from any recipient
 */
record GuiltModel(double guess) {
  GuiltModel {
    if (!(guess >= 0 && guess < 1)) {
      throw new IllegalArgumentException("a probability below 1");
    }
  }

  /**
   * What is to be thought of a recipient.
   *
   * @param rows how many of the leaked rows it was given
   * @param alone how many of them nobody else was given
   * @param logInnocence natural logarithm of the probability that it has leaked none of them
   */
  record Suspicion(String recipient, int rows, int alone, double logInnocence) {
    /** The probability that it has leaked at least one of them. */
    double guilt() {
      return -Math.expm1(logInnocence);
    }
  }

  /**
   * The recipients, the most suspicious first.
   *
   * @param given for each leaked row who was given it; rows that nobody was given tell nothing
   */
  List<Suspicion> rank(Collection<Set<String>> given) {
    Map<String, Suspicion> suspicions = new TreeMap<>();
    for (Set<String> recipients : given) {
      double innocent = Math.log1p(-(1 - guess) / recipients.size());
      int alone = recipients.size() == 1 ? 1 : 0;
      for (String recipient : recipients) {
        suspicions.merge(recipient, new Suspicion(recipient, 1, alone, innocent), GuiltModel::sum);
      }
    }
    List<Suspicion> ranked = new ArrayList<>(suspicions.values());
    ranked.sort(
        Comparator.comparingDouble(Suspicion::logInnocence).thenComparing(Suspicion::recipient));
    return ranked;
  }

  private static Suspicion sum(Suspicion a, Suspicion b) {
    return new Suspicion(
        a.recipient(),
        a.rows() + b.rows(),
        a.alone() + b.alone(),
        a.logInnocence() + b.logInnocence());
  }
}
