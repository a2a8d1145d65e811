package dev.tallystick.vault.deposit;

import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.vault.PublicIds;
import dev.tallystick.vault.category.Catalogues;
import dev.tallystick.vault.deposit.LineOutcome.Admitted;
import dev.tallystick.vault.deposit.LineOutcome.Refused;
import dev.tallystick.vault.identifier.IdentifierKey;
import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.record.NewRecord;
import dev.tallystick.vault.record.RecordTable;
import dev.tallystick.vault.record.SaltedId;
import dev.tallystick.vault.storage.Transactions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes in a chunk: reads it line by line, stages what is admitted in small batches, and answers
 * for each line.
 *
 * <p>In memory are one batch of lines, and for each line of the chunk its id and salt or its
 * refusal. Staged rows are sealed like any other. Whatever goes wrong on the way, the chunk is
 * dropped as a whole; what a crash leaves, the sweeper drops.
 */
@Singleton
final class ChunkImport {
  /** How long the platform has to sign. */
  static final Duration SIGN_WITHIN = Duration.ofMinutes(10);

  private static final int BATCH_LINES = 200;
  private static final String MIXED = "several sources, named on each record";
  private static final String NONE = "none";

  private final Transactions transactions;
  private final ChunkTable chunks;
  private final StagedBatch batch;
  private final RecordTable records;
  private final Keystore keystore;
  private final IdentifierKey key;
  private final Catalogues catalogues;
  private final PublicIds ids;
  private final Clock clock;

  ChunkImport(
      Transactions transactions,
      ChunkTable chunks,
      StagedBatch batch,
      RecordTable records,
      Keystore keystore,
      IdentifierKey key,
      Catalogues catalogues,
      PublicIds ids,
      Clock clock) {
    this.transactions = transactions;
    this.chunks = chunks;
    this.batch = batch;
    this.records = records;
    this.keystore = keystore;
    this.key = key;
    this.catalogues = catalogues;
    this.ids = ids;
    this.clock = clock;
  }

  /** Takes in a chunk, or answers again what the same chunk was answered under the same key. */
  ImportedChunk take(String platform, String agreement, String idempotencyKey, InputStream body)
      throws IOException {
    LineCheck check = new LineCheck(catalogues.current(), platform, clock.instant());
    String id = ids.draw("chk");
    boolean fresh =
        transactions.call(
            connection ->
                chunks.open(connection, id, platform, agreement, idempotencyKey, clock.instant()));
    if (!fresh) {
      return again(platform, agreement, idempotencyKey, check, body);
    }
    boolean done = false;
    try {
      ImportedChunk imported = new Intake(id, platform, agreement, check).read(body);
      done = true;
      return imported;
    } finally {
      if (!done) {
        transactions.run(connection -> chunks.drop(connection, id));
      }
    }
  }

  private ImportedChunk again(
      String platform, String agreement, String idempotencyKey, LineCheck check, InputStream body)
      throws IOException {
    ChunkTable.Earlier earlier =
        transactions
            .call(connection -> chunks.findByKey(connection, platform, idempotencyKey))
            .orElseThrow(RetriedKeyProblem::inUse);
    if (earlier.isReceiving()) {
      throw RetriedKeyProblem.inUse();
    }
    Fingerprint fingerprint = new Fingerprint();
    ChunkLines lines = new ChunkLines(body);
    for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
      fingerprint.add(line.get(), check.check(lines.number(), line.get()));
    }
    if (!earlier.isOf(fingerprint.end(key, agreement))) {
      throw RetriedKeyProblem.reused();
    }
    return transactions.call(
        connection -> {
          Chunk chunk =
              chunks
                  .find(connection, earlier.id(), false)
                  .orElseThrow(DepositProblem.ChunkUnknown::new);
          try (OpenKeys keys = keystore.open(connection)) {
            return new ImportedChunk(
                chunk, records.salts(connection, keys, chunk.id()), earlier.refusals());
          }
        });
  }

  /** The work on one chunk. */
  private final class Intake {
    private final String id;
    private final String platform;
    private final String agreement;
    private final LineCheck check;
    private final Fingerprint fingerprint = new Fingerprint();
    private final Counts counts = new Counts();
    private final Map<Integer, SaltedId> stored = new TreeMap<>();
    private final List<Refused> refused = new ArrayList<>();
    private final Set<String> sources = new HashSet<>();
    private Frontier frontier = Frontier.EMPTY;

    Intake(String id, String platform, String agreement, LineCheck check) {
      this.id = id;
      this.platform = platform;
      this.agreement = agreement;
      this.check = check;
    }

    ImportedChunk read(InputStream body) throws IOException {
      ChunkLines lines = new ChunkLines(body);
      List<Admitted> admitted = new ArrayList<>(BATCH_LINES);
      for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
        LineOutcome outcome = check.check(lines.number(), line.get());
        fingerprint.add(line.get(), outcome);
        if (outcome instanceof Admitted good) {
          admitted.add(good);
        } else if (outcome instanceof Refused bad) {
          refuse(bad);
        }
        if (admitted.size() == BATCH_LINES) {
          stage(admitted);
        }
      }
      stage(admitted);
      return finish();
    }

    private void stage(List<Admitted> admitted) {
      if (admitted.isEmpty()) {
        return;
      }
      StagedBatch.Result result =
          transactions.call(connection -> batch.stage(connection, id, platform, admitted));
      result.refused().forEach(this::refuse);
      for (NewRecord record : result.stored()) {
        frontier = frontier.append(Merkle.leafHash(record.digest()));
        counts.accept(record.category());
        stored.put(record.line(), new SaltedId(record.id(), record.salt()));
        if (sources.size() < 2) {
          sources.add(record.content().getString("source"));
        }
      }
      admitted.clear();
    }

    private void refuse(Refused line) {
      refused.add(line);
      counts.refuse(line);
    }

    private ImportedChunk finish() {
      refused.sort(Comparator.comparingInt(Refused::line));
      Chunk chunk =
          new Chunk(
              id,
              platform,
              agreement,
              ChunkState.STAGED,
              counts.acceptedLines(),
              frontier.root(),
              origin(),
              counts,
              clock.instant().plus(SIGN_WITHIN),
              Optional.empty());
      transactions.run(
          connection -> chunks.stage(connection, chunk, fingerprint.end(key, agreement), refused));
      return new ImportedChunk(chunk, stored, refused);
    }

    /** What the log says of all the chunk's records together. */
    private String origin() {
      return sources.isEmpty() ? NONE : sources.size() > 1 ? MIXED : sources.iterator().next();
    }
  }
}
