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
import java.util.List;

/**
 * An auditor: mirrors the log, fetches openings and salts, and audits at home; of everything, or
 * within an engagement.
 */
public final class Auditor {
  private static final int PAGE = 10_000;

  /** A party of the walk-through, which every class begins with or lives beside. */
  private static final String ENGAGED_BY = "bureau-west";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Suite suite;
  private final Path folder;
  private final String policy;
  private long mirrored;

  private Auditor(Suite suite, Path folder, String policy) {
    this.suite = suite;
    this.folder = folder;
    this.policy = policy;
  }

  /**
   * Audits the suite's log as it is now, in a folder that is made for it.
   *
   * @param more options of the audit
   */
  public static Command.Result audit(Suite suite, Path folder, String... more)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    return new Auditor(suite, folder, suite.address("POLICY_FILE")).audit(more);
  }

  /**
   * Holds the suite's log as it is now to be honest: the audit of everything with every decision
   * made anew, the replay from the openings alone, and an audit within an engagement, which shows
   * less and accuses nobody.
   */
  static void assertHonest(Suite suite, Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Auditor auditor = new Auditor(suite, folder, suite.address("POLICY_FILE"));
    Command.Result all = auditor.audit("--rules");
    assertThat(all.exitCode()).as(all.output()).isZero();
    String openings = folder.resolve("openings.ndjson").toString();
    Command.Result replayed = suite.command().runTally("replay", openings);
    assertThat(replayed.exitCode()).as(replayed.output()).isZero();
    Command.Result scoped = auditor.auditWithin(ENGAGED_BY);
    assertThat(scoped.exitCode()).as(scoped.output()).isEqualTo(2);
    assertThat(scoped.output()).contains("cannot tell").doesNotContain("does not hold");
  }

  /** With the same mirror, what an auditor of one party is shown. */
  private Command.Result auditWithin(String party) throws IOException, InterruptedException {
    Path openings = folder.resolve("openings-of-" + party + ".ndjson");
    fetchOpenings(openings, mirrored, suite.scopedToken(party));
    return suite
        .command()
        .runTally(
            "audit",
            folder.resolve("mirror").toString(),
            "--policy",
            policy,
            "--openings",
            openings.toString(),
            "--scope",
            party);
  }

  private Command.Result audit(String... more) throws IOException, InterruptedException {
    String mirror = folder.resolve("mirror").toString();
    Path openings = folder.resolve("openings.ndjson");
    Path salts = folder.resolve("salts.ndjson");
    Command.Result copied =
        suite
            .command()
            .runTally("mirror", suite.address("AUDIT_URL"), mirror, "--policy", policy, "--json");
    assertThat(copied.exitCode()).as(copied.output()).isZero();
    mirrored = JSON.readTree(copied.output()).get("entries").asLong();
    fetchOpenings(openings, mirrored, suite.token("auditor"));
    fetchSalts(salts);
    List<String> words = new ArrayList<>(List.of("audit", mirror, "--policy", policy));
    words.addAll(List.of("--openings", openings.toString(), "--salts", salts.toString()));
    words.addAll(List.of(more));
    Command.Result result = suite.command().runTally(words.toArray(String[]::new));
    if (result.exitCode() != 0) {
      // For whoever looks into it: "tally replay" decides anew from these alone.
      Files.copy(openings, Path.of("target", "openings-of-failure.ndjson"), REPLACE_EXISTING);
    }
    return result;
  }

  private void fetchOpenings(Path file, long size, String token)
      throws IOException, InterruptedException {
    Files.deleteIfExists(file);
    for (long from = 0; from < size; from += PAGE) {
      long to = Math.min(size, from + PAGE);
      append(file, get("/v1/openings?from=%d&to=%d".formatted(from, to), token));
    }
  }

  private void fetchSalts(Path file) throws IOException, InterruptedException {
    Files.deleteIfExists(file);
    String after = "";
    do {
      String page = get("/v1/index/salts" + after, suite.token("auditor"));
      append(file, page + "\n");
      JsonNode next = JSON.readTree(page).get("next");
      after = next == null ? "" : "?after=" + next.asText();
    } while (!after.isEmpty());
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
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
