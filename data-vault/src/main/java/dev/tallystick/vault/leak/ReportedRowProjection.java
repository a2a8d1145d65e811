package dev.tallystick.vault.leak;

import dev.tallystick.events.Body;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.producer.Follower;
import dev.tallystick.producer.LostCursorException;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.feed.FollowerPositionRepository;
import dev.tallystick.vault.record.RecordErasure;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Follows the reports that bureaus sell: which rows each has shown to whom. The cursor moves with
 * what was noted; after a crash, of the database too, the same is noted again. Of a person of whom
 * nothing is kept nothing is noted, since nothing could be matched.
 */
@Singleton
@Startup
final class ReportedRowProjection {
  private static final String POSITION = "reported-rows";

  /** As many entries with nothing to note may be looked at again after a restart. */
  private static final long LOOKED_AT_AGAIN = 1_000;

  private final Follower follower;
  private final ReportedRowRepository rows;
  private final RecordErasure records;
  private final FollowerPositionRepository positions;

  /** The position that is stored; the follower's one thread uses it. */
  private long stored;

  ReportedRowProjection(
      Follower follower,
      ReportedRowRepository rows,
      RecordErasure records,
      FollowerPositionRepository positions) {
    this.follower = follower;
    this.rows = rows;
    this.records = records;
    this.positions = positions;
  }

  @PostConstruct
  void start() {
    stored = positions.read(POSITION);
    follower.followPages(Set.of(DataReleased.SHORT_NAME), stored, this::consume);
  }

  /** A page is one transaction; one with nothing to note is none. */
  private void consume(List<FeedEntry> entries) {
    List<ReportedRowRepository.Shown> shown =
        entries.stream()
            .flatMap(entry -> entry.readBody().flatMap(ReportedRowProjection::shown).stream())
            .toList();
    long last = entries.get(entries.size() - 1).index();
    if (!shown.isEmpty() || last - stored >= LOOKED_AT_AGAIN) {
      store(shown, last);
    }
  }

  private void store(List<ReportedRowRepository.Shown> shown, long last) {
    try {
      QuarkusTransaction.requiringNew()
          .run(
              () -> {
                note(shown);
                positions.advanceLate(POSITION, stored, last);
              });
      stored = last;
    } catch (LostCursorException e) {
      stored = e.cursor();
      throw e;
    }
  }

  private void note(List<ReportedRowRepository.Shown> shown) {
    if (shown.isEmpty()) {
      return;
    }
    Set<String> kept =
        records.keptAmong(
            shown.stream().map(ReportedRowRepository.Shown::subject).collect(Collectors.toSet()));
    rows.add(shown.stream().filter(report -> kept.contains(report.subject())).toList());
  }

  /** What a report has shown, if it has shown rows. */
  private static Optional<ReportedRowRepository.Shown> shown(Body body) {
    DataReleased.Partial released = new DataReleased.Partial(body.data());
    List<Hash> digests = released.rows().stream().flatMap(row -> hash(row).stream()).toList();
    Optional<String> recipient = released.to();
    Optional<String> subject = body.subject();
    return digests.isEmpty() || recipient.isEmpty() || subject.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ReportedRowRepository.Shown(
                body.id().value(), subject.get(), recipient.get(), digests));
  }

  /** What is no digest matches nothing. */
  private static Optional<Hash> hash(String hex) {
    try {
      return Optional.of(Hash.fromHex(hex));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
