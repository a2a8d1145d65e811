package dev.tallystick.consent.pack;

import dev.tallystick.consent.ConsentConfig;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.consent.state.StateListener;
import dev.tallystick.rules.LookBack;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Has the state forget, every so many entries, what the pack of their time no longer looks back to:
 * while the log is folded at the start too, or the memory would have to hold all of it once.
 */
@Singleton
class ForgetOldFacts implements StateListener {
  private static final Logger LOG = Logger.getLogger(ForgetOldFacts.class);

  private final LiveState live;
  private final Packs packs;
  private final int every;
  private int taken;

  ForgetOldFacts(LiveState live, Packs packs, ConsentConfig.State config) {
    this.live = live;
    this.packs = packs;
    this.every = config.forgetEvery();
  }

  /** Called by one thread at a time. */
  @Override
  public void taken(LoggedEvent event, State after) {
    taken++;
    if (taken >= every) {
      taken = 0;
      forget(event.recordedMillis(), after);
    }
  }

  private void forget(long recordedMillis, State after) {
    try {
      pack(after, recordedMillis)
          .ifPresent(pack -> live.replace(state -> LookBack.forget(state, pack, recordedMillis)));
    } catch (RuntimeException e) {
      // A pack's text may be in the database, which may be away: next time.
      LOG.warn("Nothing is forgotten for now", e);
    }
  }

  private Optional<Pack> pack(State state, long millis) {
    return state
        .activePack(packs.family(), millis)
        .flatMap(active -> packs.find(Hash.fromHex(active.digest())));
  }
}
