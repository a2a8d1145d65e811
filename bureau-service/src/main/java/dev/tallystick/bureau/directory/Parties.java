package dev.tallystick.bureau.directory;

import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.directory.DirectoryParty;
import dev.tallystick.directory.PartyDirectory;
import dev.tallystick.keys.VerificationKeys;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;

/** The keys of registered parties; a party that is not registered is refused. */
@Singleton
public final class Parties {
  private final PartyDirectory directory;
  private final Clock clock;

  Parties(PartyDirectory directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * The keys that verify what a party says now.
   *
   * @throws BureauProblem if there is no such party
   * @throws dev.tallystick.directory.ConsentUnavailable if that cannot be known
   */
  public VerificationKeys keys(String party) {
    return get(party).keysAt(clock.instant());
  }

  /**
   * The ids of those keys.
   *
   * @throws BureauProblem if there is no such party
   * @throws dev.tallystick.directory.ConsentUnavailable if that cannot be known
   */
  public Set<String> keyIds(String party) {
    return get(party).keyIdsAt(clock.instant());
  }

  private DirectoryParty get(String id) {
    return directory.find(id).orElseThrow(() -> new BureauProblem(BureauProblemCode.PARTY_UNKNOWN));
  }
}
