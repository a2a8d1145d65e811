package dev.tallystick.vault.deposit;

import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.vault.deposit.LineOutcome.Admitted;
import dev.tallystick.vault.record.NewRecord;
import dev.tallystick.vault.record.SaltedId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The work on one chunk while it arrives: judges its lines and gives them to the lane in batches,
 * and keeps what is answered. For one thread; knows nothing of HTTP.
 */
final class ChunkIntake {
  /** Keys and people are looked up once a batch. */
  private static final int BATCH_LINES = 2_500;

  private static final int BATCH_BYTES = 1024 * 1024;
  private static final String MIXED = "several sources, named on each record";
  private static final String NONE = "none";

  private final String id;
  private final String platform;
  private final LineCheck check;
  private final StagingLane lane;
  private final Fingerprint fingerprint = new Fingerprint();
  private final Counts counts = new Counts();
  private final Map<Integer, SaltedId> stored = new HashMap<>();
  private final List<LineOutcome> unstored = new ArrayList<>();
  private final Set<String> sources = new HashSet<>();
  private Frontier frontier = Frontier.EMPTY;
  private List<Admitted> admitted = new ArrayList<>(BATCH_LINES);
  private int lines;

  ChunkIntake(String id, String platform, LineCheck check, StagingLane lane) {
    this.id = id;
    this.platform = platform;
    this.check = check;
    this.lane = lane;
  }

  /** Reads to the end; when it returns, every line is stored or has its refusal. */
  void read(ChunkLines body) throws IOException {
    int bytes = 0;
    for (Optional<byte[]> line = body.next(); line.isPresent(); line = body.next()) {
      LineOutcome outcome = check.check(body.number(), line.get());
      fingerprint.add(line.get(), outcome);
      if (outcome instanceof Admitted good) {
        admitted.add(good);
        bytes += line.get().length;
        noteSource(good.source());
      } else {
        leave(outcome);
      }
      if (admitted.size() == BATCH_LINES || bytes > BATCH_BYTES) {
        handOver();
        bytes = 0;
      }
    }
    handOver();
    for (Optional<StagedBatch.Result> result = lane.awaitOldest();
        result.isPresent();
        result = lane.awaitOldest()) {
      keep(result.get());
    }
    lines = body.number();
    unstored.sort(Comparator.comparingInt(LineOutcome::line));
  }

  /** The lane works on batches while the next one is read. */
  private void handOver() {
    if (!admitted.isEmpty()) {
      lane.stage(id, platform, admitted).ifPresent(this::keep);
      admitted = new ArrayList<>(BATCH_LINES);
    }
  }

  private void keep(StagedBatch.Result result) {
    result.unstored().forEach(this::leave);
    for (NewRecord record : result.stored()) {
      frontier = frontier.append(Merkle.leafHash(record.digest()));
      counts.accept(record.category());
      stored.put(record.line(), new SaltedId(record.id(), record.salt()));
    }
  }

  private void leave(LineOutcome outcome) {
    unstored.add(outcome);
    if (outcome instanceof LineOutcome.Duplicate line) {
      counts.repeat(line);
    } else if (outcome instanceof LineOutcome.Refused line) {
      counts.refuse(line);
    }
  }

  private void noteSource(String source) {
    if (sources.size() < 2) {
      sources.add(source);
    }
  }

  /** The chunk as it is now, waiting for its signature. */
  Chunk chunk(ImportPlace place, String agreement, Instant signBy) {
    return new Chunk(
        id,
        place,
        agreement,
        ChunkState.STAGED,
        lines,
        counts.acceptedLines(),
        frontier.root(),
        origin(),
        counts,
        signBy,
        Optional.empty());
  }

  Fingerprint fingerprint() {
    return fingerprint;
  }

  Map<Integer, SaltedId> stored() {
    return stored;
  }

  List<LineOutcome> unstored() {
    return unstored;
  }

  /** What the log says of all the chunk's records together. */
  private String origin() {
    return stored.isEmpty() ? NONE : sources.size() > 1 ? MIXED : sources.iterator().next();
  }
}
