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
 * @param freezes the freezes not lifted, by event
 * @param links the events that link it, each with the other token
 */
record Person(
    PVector<String> consents,
    PSet<String> freezes,
    PVector<Erasure> erasures,
    PMap<String, String> links) {
  static final Person UNKNOWN =
      new Person(
          TreePVector.empty(), HashTreePSet.empty(), TreePVector.empty(), HashTreePMap.empty());

  Person withConsent(String consent) {
    return consents.contains(consent)
        ? this
        : new Person(consents.plus(consent), freezes, erasures, links);
  }

  Person withFreezes(PSet<String> next) {
    return new Person(consents, next, erasures, links);
  }

  Person withErasure(Erasure erasure) {
    return new Person(consents, freezes, erasures.plus(erasure), links);
  }

  Person withLinks(PMap<String, String> next) {
    return new Person(consents, freezes, erasures, next);
  }
}
