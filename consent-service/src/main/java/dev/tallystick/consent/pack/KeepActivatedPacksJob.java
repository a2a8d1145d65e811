package dev.tallystick.consent.pack;

import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.rules.state.PackActivation;
import dev.tallystick.tlog.Hash;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Keeps the texts of packs that were activated before this service kept them by itself. Reports
 * each pack that the log names and whose text is nowhere: decisions by it cannot be made anew.
 */
@Singleton
class KeepActivatedPacksJob {
  private static final Logger LOG = Logger.getLogger(KeepActivatedPacksJob.class);

  private final Packs packs;
  private final ConsentEventPublisher events;
  private final Set<String> done = ConcurrentHashMap.newKeySet();

  KeepActivatedPacksJob(Packs packs, ConsentEventPublisher events) {
    this.packs = packs;
    this.events = events;
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void run() {
    try {
      events.current().packs().forEach(this::keep);
    } catch (DomainProblem away) {
      LOG.debugf("Which packs were activated is not known yet: %s", away.code());
    }
  }

  private void keep(PackActivation activation) {
    if (done.contains(activation.digest())) {
      return;
    }
    try {
      keepText(activation);
      done.add(activation.digest());
    } catch (RuntimeException e) {
      LOG.errorf(e, "The text of the pack %s is kept later", activation.pack());
    }
  }

  private void keepText(PackActivation activation) {
    packs
        .find(Hash.fromHex(activation.digest()))
        .ifPresentOrElse(
            packs::keep,
            () ->
                LOG.errorf(
                    "The log names the pack %s by %s, and its text is nowhere",
                    activation.pack(), activation.digest()));
  }
}
