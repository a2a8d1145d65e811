package dev.tallystick.rules.state;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * What the log says about a subject token.
 *
 * @param consents in their latest versions, in the order in which they were first given
 * @param refusals the last no to each recipient's purpose
 * @param erasures the last of each provider's records, and of everything
 * @param freezes the freezes not lifted, by event
 * @param links the events that link it, each with the other token
 */
record Person(
    String subject,
    List<Consent> consents,
    PVector<Refusal> refusals,
    PSet<String> freezes,
    PVector<Erasure> erasures,
    PMap<String, String> links) {

  /** Somebody of whom the log says nothing. */
  static Person unknown(String subject) {
    return new Person(
        subject,
        List.of(),
        TreePVector.empty(),
        HashTreePSet.empty(),
        TreePVector.empty(),
        HashTreePMap.empty());
  }

  Person withConsents(List<Consent> next) {
    return new Person(subject, next, refusals, freezes, erasures, links);
  }

  /** With a consent that is new. */
  Person plus(Consent consent) {
    Consent[] all = consents.toArray(new Consent[consents.size() + 1]);
    all[consents.size()] = consent;
    return withConsents(list(all));
  }

  /** With a consent in the place of what it was before. */
  Person with(Consent before, Consent after) {
    Consent[] all = consents.toArray(new Consent[0]);
    for (int i = 0; i < all.length; i++) {
      if (all[i].key().equals(before.key())) {
        all[i] = after;
      }
    }
    return withConsents(list(all));
  }

  /** The array is this list's from now on. */
  private static List<Consent> list(Consent[] consents) {
    return Collections.unmodifiableList(Arrays.asList(consents));
  }

  /** The last no to a recipient's purpose is the one that counts. */
  Person withRefusal(Refusal refusal) {
    PVector<Refusal> next =
        Party.replaced(refusals, refusal, no -> List.of(no.recipient(), no.purpose()));
    return new Person(subject, consents, next, freezes, erasures, links);
  }

  Person withFreezes(PSet<String> next) {
    return new Person(subject, consents, refusals, next, erasures, links);
  }

  /** The last erasure of a provider's records stops all that an earlier one has stopped. */
  Person withErasure(Erasure erasure) {
    PVector<Erasure> next = Party.replaced(erasures, erasure, Erasure::provider);
    return new Person(subject, consents, refusals, freezes, next, links);
  }

  Person withLinks(PMap<String, String> next) {
    return new Person(subject, consents, refusals, freezes, erasures, next);
  }
}
