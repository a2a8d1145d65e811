package dev.tallystick.bench.suite;

import dev.tallystick.demo.RunningSuite;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.party.ApiClient;
import dev.tallystick.party.RefusedException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An audit of the whole log of a suite, with every decision made anew. */
public final class SuiteAudit {
  private static final String AUDITOR = "auditor";
  private static final long PAGE = 10_000;

  private final Path root;
  private final Path work;
  private final RunningSuite suite;

  /**
   * An audit by the verifier of this checkout.
   *
   * @param root the checkout
   */
  public SuiteAudit(Path root, SuiteFolder folder, RunningSuite suite) {
    this.root = root;
    this.work = folder.root().resolve("bench-audit");
    this.suite = suite;
  }

  /**
   * What an audit found.
   *
   * @param said its own summary
   */
  public record Verdict(boolean isHonest, long entries, String said) {}

  /** Copies the log, fetches openings and salts of so many entries, and audits. */
  public Verdict run(long entries) throws IOException, InterruptedException, RefusedException {
    Files.createDirectories(work);
    Path policy = work.resolve("log.policy");
    Files.writeString(policy, suite.as(AUDITOR).getPublic(suite.endpoints().audit("/log/policy")));
    Path mirror = work.resolve("mirror");
    String address = suite.endpoints().audit("").toString();
    Said copied = tally("mirror", address, mirror.toString(), "--policy", policy.toString());
    if (copied.code != 0) {
      throw new IOException("the log cannot be copied: " + copied.text);
    }
    Said audited =
        tally(
            "audit",
            mirror.toString(),
            "--policy",
            policy.toString(),
            "--openings",
            openings(entries).toString(),
            "--salts",
            salts().toString(),
            "--rules");
    return new Verdict(audited.code == 0, entries, audited.text);
  }

  private Path openings(long entries) throws IOException, InterruptedException, RefusedException {
    Path file = work.resolve("openings.ndjson");
    ApiClient auditor = suite.as(AUDITOR);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long from = 0; from < entries; from += PAGE) {
        long to = Math.min(entries, from + PAGE);
        String range = "/v1/openings?from=" + from + "&to=" + to;
        out.write(auditor.getBytes(suite.endpoints().audit(range)));
      }
    }
    return file;
  }

  /** Of the index's lists of now, page by page. */
  private Path salts() throws IOException, InterruptedException, RefusedException {
    Path file = work.resolve("salts.ndjson");
    try (OutputStream out = Files.newOutputStream(file)) {
      Optional<String> after = Optional.of("");
      while (after.isPresent()) {
        URI uri = suite.endpoints().audit("/v1/index/salts" + after.get());
        JsonObject page = suite.as(AUDITOR).get(uri);
        out.write(CanonicalJson.messageBytes(page));
        out.write('\n');
        after = page.findString("next").map(next -> "?after=" + next);
      }
    }
    return file;
  }

  private record Said(int code, String text) {}

  private Said tally(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(root.resolve("tallystick").toString());
    command.add("tally");
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text.strip());
  }
}
