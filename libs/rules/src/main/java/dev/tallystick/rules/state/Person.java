package dev.tallystick.rules.state;

import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * What the log says about a subject token, besides the consents themselves.
 *
 * @param refusals every no, in the order of the log
 * @param freezes the freezes not lifted, by event
 * @param links the events that link it, each with the other token
 */
record Person(
    PVector<String> consents,
    PVector<Refusal> refusals,
    PSet<String> freezes,
    PVector<Erasure> erasures,
    PMap<String, String> links) {
  static final Person UNKNOWN =
      new Person(
          TreePVector.empty(),
          TreePVector.empty(),
          HashTreePSet.empty(),
          TreePVector.empty(),
          HashTreePMap.empty());

  Person withConsent(String consent) {
    return consents.contains(consent)
        ? this
        : new Person(consents.plus(consent), refusals, freezes, erasures, links);
  }

  Person withRefusal(Refusal refusal) {
    return new Person(consents, refusals.plus(refusal), freezes, erasures, links);
  }

  Person withFreezes(PSet<String> next) {
    return new Person(consents, refusals, next, erasures, links);
  }

  Person withErasure(Erasure erasure) {
    return new Person(consents, refusals, freezes, erasures.plus(erasure), links);
  }

  Person withLinks(PMap<String, String> next) {
    return new Person(consents, refusals, freezes, erasures, next);
  }
}
