package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tallystick.tlog.WitnessAnswer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code tally witness} in a thread of this process. */
public final class RunningWitness implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
  private final Thread thread;
  private final BufferedReader out;
  private final JsonNode started;

  private RunningWitness(InstantSource clock, List<String> arguments) throws IOException {
    PipedReader reader = new PipedReader(1 << 16);
    PrintWriter writer = new PrintWriter(new PipedWriter(reader), true);
    Console console =
        new Console(
            InputStream.nullInputStream(),
            writer,
            new PrintWriter(System.err, true, UTF_8),
            () -> 0);
    this.thread =
        new Thread(
            () -> {
              exitCode.complete(TallyMain.run(console, clock, arguments.toArray(String[]::new)));
              writer.close();
            });
    thread.start();
    this.out = new BufferedReader(reader);
    this.started = report();
  }

  /** Starts a witness on any free port. */
  public static RunningWitness start(InstantSource clock, Path state, Path key, String... logs)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "witness",
                "--listen",
                "127.0.0.1:0",
                "--state",
                state.toString(),
                "--key",
                key.toString(),
                "--json"));
    for (String log : logs) {
      arguments.add("--log");
      arguments.add(log);
    }
    return new RunningWitness(clock, arguments);
  }

  /** The report with which it started. */
  public JsonNode started() {
    return started;
  }

  /** The next report. */
  public JsonNode report() throws IOException {
    String line = out.readLine();
    assertThat(line).as("a report").isNotNull();
    return new ObjectMapper().readTree(line);
  }

  public WitnessAnswer post(byte[] request) throws IOException, InterruptedException {
    return send("POST", "/add-checkpoint", request);
  }

  public WitnessAnswer send(String method, String path, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(started.get("url").asText() + path))
            .method(method, BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString(UTF_8));
    return new WitnessAnswer(
        answer.statusCode(), answer.headers().firstValue("Content-Type").orElse(""), answer.body());
  }

  /** Waits until it has ended by itself. */
  public int exitCode() throws Exception {
    return exitCode.get(60, TimeUnit.SECONDS);
  }

  /** Stops it, and waits until it has. */
  @Override
  public void close() {
    thread.interrupt();
    exitCode.join();
  }
}
