package dev.tallystick.system;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** An auditor: mirrors the log, fetches openings and salts, and audits at home. */
public final class Auditor {
  private static final int PAGE = 10_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Suite suite;
  private final Path folder;
  private final String policy;

  /** Keeps everything in a folder that is there. */
  Auditor(Suite suite, Path folder) throws IOException, InterruptedException {
    this.suite = suite;
    this.folder = folder;
    this.policy = suite.address("POLICY_FILE");
  }

  /**
   * Audits the suite's log as it is now, by the packaged command, in a folder that is made for it.
   *
   * @param more options of the audit
   */
  public static Command.Result audit(Suite suite, Path folder, String... more)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    return new Auditor(suite, folder).audit(more);
  }

  private Command.Result audit(String... more) throws IOException, InterruptedException {
    Path openings = folder.resolve("openings.ndjson");
    Files.deleteIfExists(openings);
    append(openings, openings(0, mirror(), suite.token("auditor")));
    List<String> words = new ArrayList<>(List.of("audit", copy(), "--policy", policy));
    words.addAll(List.of("--openings", openings.toString(), "--salts", salts().toString()));
    words.addAll(List.of(more));
    Command.Result result = suite.command().runTally(words.toArray(String[]::new));
    if (result.exitCode() != 0) {
      // For whoever looks into it: "tally replay" decides anew from these alone.
      Files.copy(openings, Path.of("target", "openings-of-failure.ndjson"), REPLACE_EXISTING);
    }
    return result;
  }

  /** Runs a command on the copy of the log, in this process. */
  Command.Result tally(String command, Object... more) {
    List<String> words = new ArrayList<>(List.of(command, copy(), "--policy", policy));
    Stream.of(more).map(Object::toString).forEach(words::add);
    return Tally.run(words.toArray(String[]::new));
  }

  private String copy() {
    return folder.resolve("mirror").toString();
  }

  /** Copies what the log has published by now; how many entries there are. */
  long mirror() throws IOException, InterruptedException {
    Command.Result copied =
        Tally.run("mirror", suite.address("AUDIT_URL"), copy(), "--policy", policy, "--json");
    assertThat(copied.exitCode()).as(copied.output()).isZero();
    return JSON.readTree(copied.output()).get("entries").asLong();
  }

  /** What whoever has the token is shown of these entries, a line each. */
  String openings(long first, long end, String token) throws IOException, InterruptedException {
    StringBuilder lines = new StringBuilder();
    for (long from = first; from < end; from += PAGE) {
      long to = Math.min(end, from + PAGE);
      lines.append(get("/v1/openings?from=%d&to=%d".formatted(from, to), token));
    }
    return lines.toString();
  }

  /** Fetches the salts of the index's lists of now. */
  Path salts() throws IOException, InterruptedException {
    Path file = folder.resolve("salts.ndjson");
    Files.deleteIfExists(file);
    String after = "";
    do {
      String page = get("/v1/index/salts" + after, suite.token("auditor"));
      append(file, page + "\n");
      JsonNode next = JSON.readTree(page).get("next");
      after = next == null ? "" : "?after=" + next.asText();
    } while (!after.isEmpty());
    return file;
  }

  static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Removes a folder of an earlier run, if there is one. */
  static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private String get(String path, String token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(suite.address("AUDIT_URL") + path))
            .header("Authorization", "Bearer " + token)
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }
}
