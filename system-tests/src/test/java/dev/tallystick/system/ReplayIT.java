package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What an auditor finds who decides the whole log of a running suite anew (I2, I3). */
@ExtendWith(Suite.Extension.class)
@ResourceLock(Suite.LOCK)
class ReplayIT {
  private static final int PAGE = 10_000;

  private final Suite suite;
  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir private Path folder;

  ReplayIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void up() throws Exception {
    suite.up();
    suite.awaitHealthy();
  }

  @Test
  void everyDecisionOfTheLogIsTheOneThatTheRulesMake() throws Exception {
    assertThat(suite.firstSale().exitCode()).isZero();
    Path openings = Files.write(folder.resolve("openings.ndjson"), openings());

    Command.Result replayed = Tally.run("replay", openings.toString());

    assertThat(replayed.exitCode()).as(replayed.output()).isZero();
    assertThat(replayed.output()).contains("decided anew").doesNotContain(" 0 decided anew");
  }

  private List<String> openings() throws Exception {
    String log = suite.address("AUDIT_URL");
    HttpResponse<String> checkpoint =
        http.send(
            HttpRequest.newBuilder(URI.create(log + "/log/checkpoint")).build(),
            HttpResponse.BodyHandlers.ofString());
    long size = Long.parseLong(checkpoint.body().lines().skip(1).findFirst().orElseThrow());
    List<String> lines = new ArrayList<>();
    for (long from = 0; from < size; from += PAGE) {
      String page =
          "/v1/openings?purpose=replay&from=%d&to=%d".formatted(from, Math.min(size, from + PAGE));
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(log + page))
                  .header("Authorization", "Bearer " + suite.token("auditor"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      answer.body().lines().forEach(lines::add);
    }
    return lines;
  }
}
