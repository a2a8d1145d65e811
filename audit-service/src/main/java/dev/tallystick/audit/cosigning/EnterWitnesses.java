package dev.tallystick.audit.cosigning;

import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.audit.witness.LogPolicy;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.type.WitnessAdded;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.tlog.PolicyWitness;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Writes into the log which witnesses its policies have named, each key once ({@code
 * witness.added}): whoever is handed another policy can see that the log knows nothing of its
 * witnesses. What is missing is read from the log itself, so a crash leaves nothing to be repaired.
 * For one thread at a time.
 */
public final class EnterWitnesses {
  private static final Logger LOG = Logger.getLogger(EnterWitnesses.class);
  private static final EventType TYPE = EventTypes.get(WitnessAdded.SHORT_NAME);
  private static final int PAGE = 1000;

  private final LogPolicy policy;
  private final LogEntryRepository entries;
  private final OpeningSeal seal;
  private final OwnEvents log;
  private boolean isComplete;

  /** Logs under audit-service's own name. */
  public EnterWitnesses(
      LogPolicy policy, LogEntryRepository entries, OpeningSeal seal, OwnEvents log) {
    this.policy = policy;
    this.entries = entries;
    this.seal = seal;
    this.log = log;
  }

  /** Enters the witnesses of the policy that are not in the log yet. */
  void complete() {
    if (isComplete) {
      return;
    }
    Set<String> entered = entered();
    try {
      for (PolicyWitness witness : policy.witnesses()) {
        if (entered.add(witness.key().toString())) {
          enter(witness);
        }
      }
      isComplete = true;
    } catch (DomainProblem e) {
      // The log cannot be written, which others say loudly: the next round tries again.
      LOG.debugf("a witness cannot be logged: %s", e.getMessage());
    }
  }

  private Set<String> entered() {
    Set<String> keys = new HashSet<>();
    long from = 0;
    List<StoredEntry> page;
    do {
      page = entries.ofTypes(List.of(TYPE.code()), from, Long.MAX_VALUE, PAGE);
      for (StoredEntry row : page) {
        seal.find(row)
            .map(opened -> WitnessAdded.read(seal.body(row, opened).data()).vkey())
            .ifPresent(keys::add);
        from = row.index() + 1;
      }
    } while (page.size() == PAGE);
    return keys;
  }

  /** A policy says no more of who runs a witness than what it calls it. */
  private void enter(PolicyWitness witness) {
    WitnessAdded data =
        new WitnessAdded(
            witness.key().name(), witness.key().toString(), witness.name(), policy.hash());
    log.append(log.drawId(), data, Optional.empty(), List.of());
    LOG.infof("witness %s is in the log", witness.name());
  }
}
