package dev.tallystick.vault.release;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.party.StatementRefusal;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.producer.ParallelTasks;
import dev.tallystick.vault.IdempotencyKey;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests about many people in one call, such as a bureau's for a product that watches loans. Each
 * line is a request of its own: signed, decided, logged, answered and remembered under its own key
 * like one that comes alone. So whoever loses the connection sends the batch again.
 */
@Singleton
final class ReleaseBatch {
  /** The most requests of a batch. */
  static final int MAX_LINES = 500;

  /** How many are worked on at once; their payloads are in memory. */
  private static final int MAX_THREADS = 8;

  private final ReleaseRecords releases;
  private final ParallelTasks tasks;
  private final SentReleases sent;

  ReleaseBatch(ReleaseRecords releases, ParallelTasks tasks, SentReleases sent) {
    this.releases = releases;
    this.tasks = tasks;
    this.sent = sent;
  }

  /**
   * Reads the lines of a body.
   *
   * @throws VaultProblem if there are none, or too many: then nothing is decided
   */
  static List<BatchLine.Asked> parse(String body) {
    List<BatchLine.Asked> lines = new ArrayList<>();
    for (String line : body.lines().filter(text -> !text.isBlank()).toList()) {
      lines.add(BatchLine.parse(lines.size() + 1, line));
    }
    if (lines.isEmpty() || lines.size() > MAX_LINES) {
      throw VaultProblem.ofField(VaultProblemCode.BATCH_SIZE, "lines", "size");
    }
    return lines;
  }

  /** Writes a line for each, in their order, as they come about. */
  void answer(ReleaseRecords.Asker asker, List<BatchLine.Asked> lines, OutputStream out)
      throws IOException {
    for (int at = 0; at < lines.size(); at += MAX_THREADS) {
      List<BatchLine.Asked> some = lines.subList(at, Math.min(lines.size(), at + MAX_THREADS));
      for (BatchLine.Answered answered : tasks.each(some, line -> answer(asker, line))) {
        out.write(CanonicalJson.messageBytes(answered.json()));
        out.write('\n');
        out.flush();
        sent.add(answered.events());
      }
    }
  }

  private BatchLine.Answered answer(ReleaseRecords.Asker asker, BatchLine.Asked line) {
    try {
      String key = IdempotencyKey.of(line.key().orElse(null)).value();
      String request =
          line.request()
              .orElseThrow(
                  () ->
                      VaultProblem.ofStatement(
                          StatementRefusal.REQUEST_MALFORMED, "request", "must be there"));
      return BatchLine.of(line.line(), releases.answer(asker, key, request));
    } catch (DomainProblem e) {
      return BatchLine.of(line.line(), e);
    }
  }
}
