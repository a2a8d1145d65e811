package dev.tallystick.tlog;

import java.util.List;
import java.util.function.Predicate;

/** Which witnesses together are enough: nobody, one, or so many out of a list. */
sealed interface Quorum {
  /** Whether the quorum is there, given which witnesses have cosigned. */
  boolean isMetBy(Predicate<PolicyWitness> cosigned);

  /** No witness is asked for. */
  record None() implements Quorum {
    @Override
    public boolean isMetBy(Predicate<PolicyWitness> cosigned) {
      return true;
    }
  }

  /** One witness has to cosign. */
  record Single(PolicyWitness witness) implements Quorum {
    @Override
    public boolean isMetBy(Predicate<PolicyWitness> cosigned) {
      return cosigned.test(witness);
    }
  }

  /**
   * So many of the members have to be met.
   *
   * @param threshold how many, from 1 to all
   */
  record Group(int threshold, List<Quorum> members) implements Quorum {
    public Group {
      members = List.copyOf(members);
    }

    @Override
    public boolean isMetBy(Predicate<PolicyWitness> cosigned) {
      return members.stream().filter(member -> member.isMetBy(cosigned)).count() >= threshold;
    }
  }
}
