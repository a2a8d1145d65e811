package dev.tallystick.evidence;

import dev.tallystick.events.receipt.OpenedPart;
import dev.tallystick.events.type.DataDestroyed;
import dev.tallystick.events.type.DataReceived;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.DataReleasedInternal;
import dev.tallystick.events.type.DataUndelivered;
import dev.tallystick.events.type.ModelRef;
import dev.tallystick.events.type.RecordsDeposited;
import dev.tallystick.events.type.ReleaseFee;
import dev.tallystick.evidence.lineage.LineageAnswer;
import dev.tallystick.evidence.lineage.LineageDeposit;
import dev.tallystick.evidence.lineage.LineageFee;
import dev.tallystick.evidence.lineage.LineageOutcome;
import dev.tallystick.evidence.lineage.LineageRelease;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds each release, deposit and outcome of a lineage against the entry that it names. */
final class LineageComparison {
  private final Map<Long, OpenedEntry> entries;
  private final List<BundleFinding> findings = new ArrayList<>();

  private LineageComparison(Map<Long, OpenedEntry> entries) {
    this.entries = entries;
  }

  static List<BundleFinding> compare(LineageAnswer lineage, Map<Long, OpenedEntry> entries) {
    LineageComparison comparison = new LineageComparison(entries);
    lineage.releases().forEach(comparison::release);
    lineage.deposits().forEach(comparison::deposit);
    return comparison.findings;
  }

  private void release(LineageRelease release) {
    if (!release.isShown()) {
      unshown(release.event(), "more than the id of this release");
      return;
    }
    OpenedEntry entry = entry(release.index().getAsLong(), DataReleased.SHORT_NAME);
    if (entry == null) {
      return;
    }
    DataReleased.Partial data = new DataReleased.Partial(entry.data());
    same(entry, "event", Optional.of(release.event()), Optional.of(entry.event()));
    same(entry, "recordedAt", release.text("recordedAt"), Optional.of(entry.recordedAt()));
    same(entry, "entry", release.text("entry"), Optional.of(entry.opening().entry().hex()));
    same(entry, "release", release.text("release"), data.release());
    same(entry, "step", release.text("step"), data.step());
    same(entry, "from", release.text("from"), data.from());
    same(entry, "to", release.text("to"), data.to());
    same(entry, "purpose", release.text("purpose"), data.purpose());
    same(entry, "endPurpose", release.text("endPurpose"), data.endPurpose());
    same(entry, "payloadDigest", release.text("payloadDigest"), data.payloadDigest());
    same(entry, "product", release.text("product"), data.product());
    same(entry, "model", release.text("model"), data.model().flatMap(LineageComparison::model));
    same(entry, "modelOwner", release.text("modelOwner"), data.modelOwner());
    same(entry, "fee", release.fee(), data.fee().flatMap(LineageComparison::fee));
    same(entry, "parents", sorted(release.parents()), sorted(data.parents()));
    deposits(entry, release);
    for (LineageOutcome.Kind kind : LineageOutcome.Kind.values()) {
      release.outcome(kind).ifPresent(outcome -> outcome(release, kind, outcome));
    }
  }

  private static Optional<String> model(ModelRef.Partial model) {
    return model.name().flatMap(name -> model.version().map(version -> name + "-" + version));
  }

  private static Optional<LineageFee> fee(ReleaseFee.Partial fee) {
    if (fee.amount().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new LineageFee(
            fee.amount().getAsLong(),
            fee.currency().orElse(""),
            fee.tariff().orElse(""),
            fee.line().orElse(""),
            fee.dedupOf()));
  }

  private void deposits(OpenedEntry entry, LineageRelease release) {
    if (entry.opening().internal() instanceof OpenedPart.Withheld) {
      // That none is told is a claim too.
      unshown("entry " + entry.index(), "the part for auditors, which names the deposits,");
      return;
    }
    List<String> named =
        entry.internal().map(DataReleasedInternal.Partial::new).stream()
            .flatMap(internal -> internal.deposits().stream())
            .flatMap(group -> group.events().stream())
            .toList();
    same(entry, "deposits", sorted(release.deposits()), sorted(named));
  }

  private void outcome(LineageRelease release, LineageOutcome.Kind kind, LineageOutcome outcome) {
    OpenedEntry entry =
        entry(
            outcome.index(),
            switch (kind) {
              case ACKNOWLEDGED -> DataReceived.SHORT_NAME;
              case UNDELIVERED -> DataUndelivered.SHORT_NAME;
              case DESTROYED -> DataDestroyed.SHORT_NAME;
            });
    if (entry == null) {
      return;
    }
    same(entry, "event", Optional.of(outcome.event()), Optional.of(entry.event()));
    if (outcome.recordedAt().isPresent()) {
      same(entry, "recordedAt", outcome.recordedAt(), Optional.of(entry.recordedAt()));
    }
    List<String> releases =
        switch (kind) {
          case ACKNOWLEDGED -> list(new DataReceived.Partial(entry.data()).release());
          case UNDELIVERED -> list(new DataUndelivered.Partial(entry.data()).release());
          case DESTROYED -> new DataDestroyed.Partial(entry.data()).releases();
        };
    if (!releases.contains(release.event())) {
      findings.add(
          new BundleFinding(
              BundleFlaw.LINEAGE,
              "entry " + entry.index(),
              "is not how release " + release.event() + " ended"));
    }
  }

  private static List<String> list(Optional<String> one) {
    return one.stream().toList();
  }

  private void deposit(LineageDeposit deposit) {
    if (deposit.index().isEmpty()) {
      unshown(deposit.event(), "more than the id of this deposit");
      return;
    }
    OpenedEntry entry = entry(deposit.index().getAsLong(), RecordsDeposited.SHORT_NAME);
    if (entry == null) {
      return;
    }
    RecordsDeposited.Partial data = new RecordsDeposited.Partial(entry.data());
    same(entry, "event", Optional.of(deposit.event()), Optional.of(entry.event()));
    same(entry, "recordedAt", deposit.recordedAt(), Optional.of(entry.recordedAt()));
    same(entry, "chunk", deposit.chunk(), data.chunk());
    same(entry, "from", deposit.from(), data.provider());
  }

  /**
   * The entry at a place, if it is there, of this type and shown; a missing one is told elsewhere.
   */
  private @Nullable OpenedEntry entry(long index, String type) {
    OpenedEntry entry = entries.get(index);
    if (entry == null) {
      return null;
    }
    if (!entry.isShown()) {
      unshown("entry " + index, "its body or its type");
      return null;
    }
    if (!entry.isOf(type)) {
      findings.add(
          new BundleFinding(BundleFlaw.LINEAGE, "entry " + index, "is not of type " + type));
      return null;
    }
    return entry;
  }

  private void same(OpenedEntry entry, String member, Object told, Object logged) {
    if (!told.equals(logged)) {
      findings.add(
          new BundleFinding(
              BundleFlaw.LINEAGE,
              "entry " + entry.index(),
              "the lineage tells another %s than the log".formatted(member)));
    }
  }

  private void unshown(String where, String what) {
    findings.add(new BundleFinding(BundleFlaw.UNSHOWN, where, what + " is not shown"));
  }

  private static List<String> sorted(List<String> events) {
    return events.stream().distinct().sorted().toList();
  }
}
