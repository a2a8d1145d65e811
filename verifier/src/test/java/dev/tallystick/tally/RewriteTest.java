package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.tally.market.Market;
import dev.tallystick.tally.market.MarketUsage;
import dev.tallystick.tlog.ConsistencyProof;
import dev.tallystick.tlog.CosignerKey;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.WitnessAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody with the database and the log's key has put the past differently and made everything
 * anew: tiles, index, checkpoint. The log agrees with itself, and every service would vouch for it.
 * Whoever has seen it before knows better.
 */
class RewriteTest {
  private static final Market BEFORE = Market.afterASale();
  private static final Market REWRITTEN = Market.withAnotherHistory();

  @TempDir private Path folder;

  @Test
  void rewrittenLog_agreesWithItself() {
    Run audit = AuditSamples.audit(folder, REWRITTEN);
    Run fsck = Run.tally("fsck", folder.resolve("mirror").toString(), "--vkey", SampleLog.VKEY);

    assertThat(audit.exitCode()).as(audit.out()).isZero();
    assertThat(fsck.exitCode()).as(fsck.out()).isZero();
    assertThat(REWRITTEN.log().size()).isGreaterThan(BEFORE.log().size());
  }

  @Test
  void watch_knowsBetter() throws IOException {
    Map<String, byte[]> files = new ConcurrentHashMap<>(BEFORE.log().published().files());
    try (LogServer server = LogServer.of(files)) {
      assertThat(watch(server).exitCode()).isZero();
      files.putAll(REWRITTEN.log().published().files());

      Run run = watch(server);

      assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
      assertThat(run.line("history"))
          .startsWith("history | does not hold | forked: size 22, root ");
      assertThat(folder.resolve("state").resolve("checkpoint.conflict"))
          .hasBinaryContent(REWRITTEN.log().published().note().toByteArray());
    }
  }

  @Test
  void mirror_knowsBetter() throws IOException {
    Path copy = folder.resolve("copy");
    assertThat(mirror(BEFORE, copy).exitCode()).isZero();

    Run run = mirror(REWRITTEN, copy);

    assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
    assertThat(run.line("history"))
        .startsWith("history | does not hold | the log has been rewritten");
  }

  /** Whatever proof is sent along: there is none. */
  @Test
  void witness_refusesToCosignIt() throws Exception {
    Path key = folder.resolve("witness.key");
    byte[] seed = Hash.sha256("witness".getBytes(UTF_8)).toByteArray();
    Files.writeString(key, CosignerKey.fromSeed("witness.example/harbour", seed).toSecretText());
    key.toFile().setReadable(false, false);
    key.toFile().setReadable(true, true);
    int before = BEFORE.log().size();
    try (RunningWitness witness =
        RunningWitness.start(Clock.systemUTC(), folder.resolve("witness"), key, SampleLog.VKEY)) {
      WitnessAnswer first =
          witness.post(
              WitnessRequests.of(
                  new ConsistencyProof(0, List.of()), BEFORE.log().published().note()));

      WitnessAnswer second =
          witness.post(
              WitnessRequests.of(
                  Merkle.consistencyProof(before, leaves(REWRITTEN)),
                  REWRITTEN.log().published().note()));

      assertThat(first.status()).isEqualTo(200);
      assertThat(second.status()).isEqualTo(422);
    }
  }

  @Test
  void person_knowsBetterByAnEarlierAnswer() throws IOException {
    var mine = new MarketUsage(BEFORE.log()).ofSubject(Market.PERSON);
    var now = new MarketUsage(REWRITTEN.log()).ofSubject(Market.PERSON, mine);
    String old = Files.write(folder.resolve("old.usage.json"), mine.toJson()).toString();
    String file = Files.write(folder.resolve("now.usage.json"), now.toJson()).toString();

    Run run =
        Run.tally(
            "verify",
            file,
            "--vkey",
            SampleLog.VKEY,
            "--subject",
            Market.PERSON,
            "--previous",
            old);

    assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
    assertThat(run.line("history"))
        .startsWith(
            "history | does not hold | LOG_NOT_EXTENDED at consistency: size 22 is not shown to"
                + " extend size 20");
  }

  private Run watch(LogServer server) {
    return Run.tally(
        "watch",
        server.url(),
        "--state",
        folder.resolve("state").toString(),
        "--vkey",
        SampleLog.VKEY,
        "--tries",
        "1");
  }

  private static Run mirror(Market market, Path copy) throws IOException {
    Map<String, byte[]> files = new TreeMap<>(market.log().published().files());
    try (LogServer server = LogServer.of(files)) {
      return Run.tally(
          "mirror", server.url(), copy.toString(), "--vkey", SampleLog.VKEY, "--tries", "1");
    }
  }

  private static List<Hash> leaves(Market market) {
    return market.log().published().entries().stream().map(Merkle::leafHash).toList();
  }
}
