package dev.tallystick.bureau.directory;

import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.directory.DirectoryParty;
import dev.tallystick.directory.PartyDirectory;
import dev.tallystick.keys.VerificationKeys;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * The keys and roles of registered parties; where it must be one, a party that is not registered is
 * refused.
 */
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

  /**
   * The role that a party is registered with; empty if there is no such party.
   *
   * @throws dev.tallystick.directory.ConsentUnavailable if that cannot be known
   */
  public Optional<String> role(String party) {
    return directory.find(party).map(DirectoryParty::role);
  }

  private DirectoryParty get(String id) {
    return directory.find(id).orElseThrow(() -> new BureauProblem(BureauProblemCode.PARTY_UNKNOWN));
  }
}
