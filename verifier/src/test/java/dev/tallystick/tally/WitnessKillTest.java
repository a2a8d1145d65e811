package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A witness in a process of its own that is killed while it writes, over and over. */
@Tag("ci")
class WitnessKillTest {
  private static final boolean ENDURANCE = Boolean.getBoolean("tallystick.endurance");
  private static final int KILLS = ENDURANCE ? 60 : 3;
  private static final int THREADS = 2;

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicInteger cosigned = new AtomicInteger();

  @Test
  void kill_takesBackNothingThatWasAnswered() throws Exception {
    String key = folder.resolve("key").toString();
    assertThat(Run.tally("witness", "--new-key", "w.example", "--key", key).exitCode()).isZero();
    Random random = new Random(9);
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = start(key);
      try (BufferedReader out = process.inputReader(UTF_8)) {
        URI url = url(out);
        assertThat(known(url)).as("after %d kills", kill).isGreaterThanOrEqualTo(cosigned.get());
        List<CompletableFuture<Void>> clients =
            List.of(grow(url, process, 3), grow(url, process, 7));
        assertThat(clients).hasSize(THREADS);
        int goal = cosigned.get() + 5 + random.nextInt(10);
        awaitCosigned(process, goal);
        // The subject: a kill at any moment of the next write.
        TimeUnit.MICROSECONDS.sleep(random.nextInt(20_000));
        process.destroyForcibly().waitFor();
        for (CompletableFuture<Void> each : clients) {
          each.get(60, TimeUnit.SECONDS);
        }
      } finally {
        process.destroyForcibly();
      }
    }
    assertThat(cosigned.get()).isGreaterThan(5 * KILLS);
  }

  private void awaitCosigned(Process process, int goal) {
    await()
        .atMost(120, TimeUnit.SECONDS)
        .pollInterval(1, TimeUnit.MILLISECONDS)
        .failFast("it ended", () -> !process.isAlive())
        .until(() -> cosigned.get() >= goal);
  }

  private Process start(String key) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            TallyMain.class.getName(),
            "witness",
            "--listen",
            "127.0.0.1:0",
            "--state",
            folder.resolve("state").toString(),
            "--key",
            key,
            "--log",
            SampleLog.VKEY,
            "--json")
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static URI url(BufferedReader out) throws IOException {
    String line = out.readLine();
    assertThat(line).isNotNull();
    return URI.create(new ObjectMapper().readTree(line).get("url").asText() + "/add-checkpoint");
  }

  /** What the witness says that it has cosigned last; from nothing, it begins with one entry. */
  private int known(URI url) throws Exception {
    HttpResponse<String> answer = post(url, 1, 0);
    return answer.statusCode() == 409 ? Integer.parseInt(answer.body().strip()) : 1;
  }

  /** Grows the log step by step until the process is gone. */
  private CompletableFuture<Void> grow(URI url, Process process, int step) {
    return CompletableFuture.runAsync(
        () -> {
          int known = 0;
          while (process.isAlive()) {
            try {
              HttpResponse<String> answer = post(url, known + step, known);
              if (answer.statusCode() == 200) {
                known += step;
                cosigned.accumulateAndGet(known, Math::max);
              } else {
                assertThat(answer.statusCode()).isEqualTo(409);
                known = Integer.parseInt(answer.body().strip());
              }
            } catch (IOException e) {
              // Killed while it was asked: then it is not known, and nothing was answered.
              assertThat(e).isNotNull();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        });
  }

  private HttpResponse<String> post(URI url, int size, int old)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(url)
            .POST(BodyPublishers.ofByteArray(WitnessRequests.grow(old, size)))
            .build(),
        BodyHandlers.ofString(UTF_8));
  }
}
