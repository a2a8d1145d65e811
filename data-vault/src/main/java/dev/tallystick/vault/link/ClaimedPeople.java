package dev.tallystick.vault.link;

import dev.tallystick.vault.PublicIds;
import dev.tallystick.vault.identifier.PersonIdentifier;
import dev.tallystick.vault.identifier.ResolveRate;
import dev.tallystick.vault.identifier.SubjectToken;
import dev.tallystick.vault.identifier.Subjects;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The people that claims are about, who are kept while a claim is written down. */
@Singleton
final class ClaimedPeople {
  private final Subjects subjects;
  private final ResolveRate rate;
  private final PublicIds ids;
  private final Clock clock;

  ClaimedPeople(Subjects subjects, ResolveRate rate, PublicIds ids, Clock clock) {
    this.subjects = subjects;
    this.rate = rate;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * The tokens, in the order of the identifiers; each counts as one that was resolved. Nobody of
   * them is forgotten before the caller's transaction ends.
   */
  List<SubjectToken> hold(String party, List<PersonIdentifier> identifiers) {
    rate.take(party, identifiers.size());
    return subjects.hold(identifiers);
  }

  String drawClaim() {
    return ids.draw("clm");
  }

  Instant now() {
    return clock.instant();
  }
}
