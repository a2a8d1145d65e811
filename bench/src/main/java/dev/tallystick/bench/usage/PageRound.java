package dev.tallystick.bench.usage;

import dev.tallystick.bench.measure.Latencies;
import dev.tallystick.events.usage.InvalidUsageException;
import dev.tallystick.events.usage.UsageAnswer;
import dev.tallystick.events.usage.UsageCheck;
import dev.tallystick.events.usage.UsageOwner;
import dev.tallystick.events.usage.UsagePage;
import dev.tallystick.events.usage.UsageVerdict;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.TlogException;
import dev.tallystick.tlog.VerifiedCheckpoint;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pages asked for one after the other over one connection, each by another reader. Of each hundred
 * one is checked offline when the round is over.
 */
final class PageRound {
  private static final int CHECKED = 100;

  private final Readers readers;
  private final NoteVerifier log;
  private final HttpClient http = HttpClient.newHttpClient();

  PageRound(Readers readers, NoteVerifier log) {
    this.readers = readers;
    this.log = log;
  }

  /**
   * What a round found.
   *
   * @param checked how many answers were checked, all of which hold
   */
  record Result(Latencies latencies, PageBytes bytes, int checked) {}

  /** Asks for so many pages. */
  Result run(int requests) throws IOException, InterruptedException {
    Latencies latencies = new Latencies();
    List<Integer> askers = new ArrayList<>();
    List<byte[]> kept = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      int reader = i % readers.count();
      long begun = System.nanoTime();
      HttpResponse<byte[]> answer = http.send(readers.page(reader), BodyHandlers.ofByteArray());
      latencies.add(System.nanoTime() - begun);
      if (answer.statusCode() != 200) {
        throw new IOException("a page was refused: status " + answer.statusCode());
      }
      if (i % CHECKED == 0) {
        askers.add(reader);
        kept.add(answer.body());
      }
    }
    PageBytes bytes = new PageBytes(0, 0, 0);
    for (int i = 0; i < kept.size(); i++) {
      UsageAnswer checked = check(kept.get(i), readers.subject(askers.get(i)));
      bytes = PageBytes.of(checked, kept.get(i).length);
    }
    return new Result(latencies, bytes, kept.size());
  }

  private UsageAnswer check(byte[] json, String subject) throws IOException {
    try {
      UsageAnswer answer = UsageAnswer.parse(json);
      UsagePage page =
          new UsagePage(answer, VerifiedCheckpoint.verify(answer.checkpoint(), log).checkpoint());
      UsageVerdict verdict =
          UsageCheck.check(
              List.of(page), Optional.empty(), Optional.of(UsageOwner.ofSubject(subject)));
      if (!verdict.holds() || answer.own().entries().size() != 20) {
        throw new IOException(
            "an answer of " + answer.own().entries().size() + ": " + verdict.findings());
      }
      return answer;
    } catch (InvalidUsageException | TlogException e) {
      throw new IOException("an answer is none", e);
    }
  }
}
