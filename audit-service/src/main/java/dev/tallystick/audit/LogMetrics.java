package dev.tallystick.audit;

import dev.tallystick.audit.index.IndexFollower;
import dev.tallystick.audit.selfcheck.SelfCheck;
import dev.tallystick.audit.sequencing.SequencerThread;
import dev.tallystick.audit.storage.LogHead;
import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.witness.WitnessedCheckpoints;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** What the log says of itself to Prometheus. No label holds anything about a person or a party. */
@Singleton
final class LogMetrics {

  void register(
      @Observes StartupEvent event,
      MeterRegistry registry,
      LogHead head,
      SequencerThread sequencer,
      IndexFollower follower,
      WitnessedCheckpoints witnessed,
      SelfCheck check) {
    Gauge.builder(
            "tallystick.fsck.size", check, c -> c.last().map(found -> found.size()).orElse(0L))
        .description("Entries that the newest check of the stored log has read; 0 before the first")
        .register(registry);
    Gauge.builder(
            "tallystick.fsck.holds",
            check,
            c -> c.last().filter(found -> found.finding().isPresent()).isPresent() ? 0 : 1)
        .description("0 when the newest check of the stored log has found something wrong")
        .register(registry);
    Gauge.builder(
            "tallystick.witnessed.size",
            witnessed,
            w -> w.newest().map(found -> found.checkpoint().size()).orElse(0L))
        .description("Entries in the newest tree that a quorum of witnesses has cosigned")
        .register(registry);
    Gauge.builder(
            "tallystick.witnessed.at",
            witnessed,
            w -> w.newest().map(found -> found.atSeconds()).orElse(0L))
        .baseUnit("seconds")
        .description("Unix time since which that quorum stands; an alarm when it is 60 s back")
        .register(registry);
    Gauge.builder("tallystick.index.size", follower, IndexFollower::indexed)
        .description("Entries that are indexed; 0 in a process that stands by")
        .register(registry);
    Gauge.builder("tallystick.log.tree.size", head, h -> h.newest().map(LogState::size).orElse(0L))
        .description("Entries in the newest committed tree this process has seen")
        .register(registry);
    Gauge.builder("tallystick.log.writable", head, h -> h.failure().isEmpty() ? 1 : 0)
        .description("1 while the log can be written")
        .register(registry);
    Gauge.builder("tallystick.log.signing", head, h -> h.refusal().isEmpty() ? 1 : 0)
        .description(
            "0 while nothing is signed: the database is behind what was signed or cosigned, or a commit is not confirmed")
        .register(registry);
    Gauge.builder("tallystick.log.queued.bytes", sequencer, SequencerThread::queuedBytes)
        .baseUnit("bytes")
        .description("Events that wait for the sequencer")
        .register(registry);
  }
}
