package dev.tallystick.vault.deposit;

import dev.tallystick.vault.identifier.IdentifierKey;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes in a chunk: reads it line by line, stages what is admitted in batches, and answers for each
 * line.
 *
 * <p>In memory are four batches of lines, and for each line of the chunk its id and salt or its
 * refusal. Staged rows are sealed like any other. Whatever goes wrong on the way, the chunk is
 * dropped as a whole; what a crash leaves, the sweeper drops.
 */
@Singleton
final class ImportChunk {
  /** How long the platform has to sign. */
  static final Duration SIGN_WITHIN = Duration.ofMinutes(10);

  private final ChunkRepository chunks;
  private final StagingLanes lanes;
  private final ChunkSalts salts;
  private final IdentifierKey key;
  private final LineChecks checks;

  ImportChunk(
      ChunkRepository chunks,
      StagingLanes lanes,
      ChunkSalts salts,
      IdentifierKey key,
      LineChecks checks) {
    this.chunks = chunks;
    this.lanes = lanes;
    this.salts = salts;
    this.key = key;
    this.checks = checks;
  }

  /**
   * Takes in a chunk, or answers again what the same chunk was answered at the same place.
   *
   * @throws VaultProblem if a limit is passed, or too many chunks arrive at once
   * @throws IOException if the body does not arrive
   */
  ImportedChunk take(
      ImportPlace place, String agreement, @Nullable String encoding, InputStream sent)
      throws IOException {
    LineCheck check = checks.by(checks.inForce(), place.platform());
    try (StagingLane lane = lanes.take(place.platform())) {
      InputStream body = GzipBody.open(encoding, sent);
      Optional<String> opened = chunks.open(place, agreement);
      if (opened.isEmpty()) {
        return again(place, agreement, check, body);
      }
      String id = opened.get();
      boolean done = false;
      try {
        ImportedChunk imported = read(id, place, agreement, check, lane, body);
        done = true;
        return imported;
      } finally {
        if (!done) {
          // What is under way must not come after the chunk is gone.
          lane.settle();
          chunks.drop(id);
        }
      }
    }
  }

  private ImportedChunk read(
      String id,
      ImportPlace place,
      String agreement,
      LineCheck check,
      StagingLane lane,
      InputStream body)
      throws IOException {
    ChunkIntake intake = new ChunkIntake(id, place.platform(), check, lane);
    intake.read(new ChunkLines(body));
    Chunk chunk = intake.chunk(place, agreement, chunks.signBy());
    byte[] fingerprint = intake.fingerprint().end(key, agreement);
    chunks.stage(chunk, fingerprint, intake.unstored());
    return new ImportedChunk(chunk, intake.stored(), intake.unstored());
  }

  private ImportedChunk again(
      ImportPlace place, String agreement, LineCheck check, InputStream body) throws IOException {
    ChunkEntity earlier =
        chunks.findByPlace(place).orElseThrow(VaultProblemCode.IDEMPOTENCY_KEY_IN_USE::problem);
    if (earlier.state() == ChunkState.RECEIVING) {
      throw VaultProblemCode.IDEMPOTENCY_KEY_IN_USE.problem();
    }
    Fingerprint fingerprint = new Fingerprint();
    ChunkLines lines = new ChunkLines(body);
    for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
      fingerprint.add(line.get(), check.check(lines.number(), line.get()));
    }
    if (!earlier.isOf(fingerprint.end(key, agreement))) {
      throw VaultProblemCode.IDEMPOTENCY_KEY_REUSED.problem();
    }
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              Chunk chunk =
                  chunks
                      .findJudged(earlier.id())
                      .orElseThrow(VaultProblemCode.CHUNK_UNKNOWN::problem);
              return new ImportedChunk(chunk, salts.of(chunk.id()), earlier.unstored());
            });
  }
}
