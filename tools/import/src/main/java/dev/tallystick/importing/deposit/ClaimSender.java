package dev.tallystick.importing.deposit;

import dev.tallystick.importing.lines.KnownTwice;
import dev.tallystick.party.ClaimedIdentity;
import dev.tallystick.party.RefusedException;
import dev.tallystick.tlog.Hash;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Claims for the platform that its customers' two identifiers are one person's. Claiming the same
 * again changes nothing, so an import that is run again may do so.
 */
public final class ClaimSender {
  /** The most claims of a call. */
  private static final int MOST = 100;

  private static final int TRIES = 8;
  private static final int BUSY = 503;
  private static final int TOO_MANY = 429;

  private final Claimant claimant;
  private final Duration pause;

  /**
   * A sender.
   *
   * @param pause before the same is sent again; longer each time
   */
  public ClaimSender(Claimant claimant, Duration pause) {
    this.claimant = claimant;
    this.pause = pause;
  }

  /** Takes claims; {@code PartyClient} for a real one. */
  @FunctionalInterface
  public interface Claimant {
    /** Claims, and gives the ids of the claims. */
    List<String> claim(List<ClaimedIdentity> claims)
        throws RefusedException, IOException, InterruptedException;
  }

  /**
   * Claims all of them.
   *
   * @param evidence the digest of the file that they stand in
   * @return how many
   */
  public int send(Collection<KnownTwice> known, String method, Hash evidence)
      throws RefusedException, IOException, InterruptedException {
    List<ClaimedIdentity> some = new ArrayList<>();
    int claimed = 0;
    for (KnownTwice one : known) {
      some.add(new ClaimedIdentity(one.customer().value(), one.other(), method, evidence));
      claimed++;
      if (some.size() == MOST || claimed == known.size()) {
        sendSome(some);
        some.clear();
      }
    }
    return claimed;
  }

  private void sendSome(List<ClaimedIdentity> some)
      throws RefusedException, IOException, InterruptedException {
    for (int tried = 1; ; tried++) {
      try {
        List<String> unused = claimant.claim(List.copyOf(some));
        return;
      } catch (RefusedException e) {
        if ((e.status() != BUSY && e.status() != TOO_MANY) || tried == TRIES) {
          throw e;
        }
        Thread.sleep(pause.multipliedBy(tried).toMillis());
      }
    }
  }
}
