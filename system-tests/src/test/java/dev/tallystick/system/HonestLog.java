package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The log of one suite, held to be honest after each class of tests that has added to it: an audit
 * of everything with every decision made anew, the replay from the openings alone, and an audit
 * within an engagement, which shows less and accuses nobody. All three are asked in the tests' own
 * process, of one copy of the log that grows with it.
 */
final class HonestLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What auditing adds. */
  private static final Set<String> OWN =
      Set.of("dev.tallystick.audit.read.v1", "dev.tallystick.index.root.v1");

  private final Auditor auditor;
  private final Suite suite;
  private final Path folder;
  private final String engagedBy;
  private long opened;
  private long openedToScope;

  private HonestLog(Suite suite, Path folder, String engagedBy)
      throws IOException, InterruptedException {
    this.auditor = new Auditor(suite, folder);
    this.suite = suite;
    this.folder = folder;
    this.engagedBy = engagedBy;
  }

  /**
   * Nothing of the log is copied yet.
   *
   * @param engagedBy the party whose engagement the second audit is
   */
  static HonestLog of(Suite suite, Path folder, String engagedBy)
      throws IOException, InterruptedException {
    Auditor.remove(folder);
    Files.createDirectories(folder);
    return new HonestLog(suite, folder, engagedBy);
  }

  /** Holds the log as it is now to be honest. */
  void hold() throws IOException, InterruptedException {
    long size = auditor.mirror();
    Path openings = folder.resolve("openings.ndjson");
    String fresh = auditor.openings(opened, size, suite.token("auditor"));
    Auditor.append(openings, fresh);
    opened = size;
    if (fresh.lines().allMatch(HonestLog::isOwn)) {
      return;
    }
    Path scoped = folder.resolve("openings-of-" + engagedBy + ".ndjson");
    Auditor.append(scoped, auditor.openings(openedToScope, size, suite.scopedToken(engagedBy)));
    openedToScope = size;
    Path salts = auditor.salts();

    Command.Result all =
        auditor.tally("audit", "--openings", openings, "--salts", salts, "--rules");
    assertThat(all.exitCode()).as(all.output()).isZero();
    Command.Result replayed = Tally.run("replay", openings.toString());
    assertThat(replayed.exitCode()).as(replayed.output()).isZero();
    Command.Result some = auditor.tally("audit", "--openings", scoped, "--scope", engagedBy);
    assertThat(some.exitCode()).as(some.output()).isEqualTo(2);
    assertThat(some.output()).contains("cannot tell").doesNotContain("does not hold");
  }

  private static boolean isOwn(String line) {
    try {
      JsonNode type = JSON.readTree(line).at("/opening/stub/value/type");
      return OWN.contains(type.asText());
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }
}
