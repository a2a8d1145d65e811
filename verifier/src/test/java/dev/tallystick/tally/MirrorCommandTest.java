package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MirrorCommandTest {
  private static final String LOCK = ".tally-mirror.lock";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 257, 1000, 70_000})
  void mirror_copiesEveryFileByteForByte(int size) throws Exception {
    SampleLog log = SampleLog.ofSize(size);
    log.files().put("policy", Samples.POLICY.getBytes(UTF_8));
    try (LogServer server = LogServer.of(log.files())) {
      Run run = mirror(server);

      assertThat(run.exitCode()).as(run.out()).isZero();
    }
    assertThat(names()).isEqualTo(log.files().keySet());
    for (Map.Entry<String, byte[]> file : log.files().entrySet()) {
      assertThat(Files.readAllBytes(folder.resolve(file.getKey())))
          .as(file.getKey())
          .isEqualTo(file.getValue());
    }
    assertThat(LogByDefinition.isSound(folder, SampleLog.VKEY)).isTrue();
    assertThat(Run.tally("fsck", folder.toString()).exitCode()).isZero();
  }

  @Test
  void mirror_saysWhatItDid() throws IOException {
    SampleLog log = SampleLog.ofSize(300);
    try (LogServer server = LogServer.of(log.files())) {
      Run run = mirror(server);

      assertThat(run.out())
          .isEqualTo(
              """
              %s: holds
                checkpoint                  tallystick.example/0a1b2c3d, size 300, root %s
                signature    holds          by tallystick.example/0a1b2c3d+25ab33cc
                witnesses                   none asked for; cosigned by nobody
                files        holds          5 bundles and tiles of 300 entries are in %s, 5 of them new
                next                        copied, not checked: tally fsck %s
              """
                  .formatted(server.url(), log.checkpoint().root(), folder, folder));
      JsonNode json = mirror(server, "--json").json();
      assertThat(json.get("verdict").asText()).isEqualTo("holds");
      assertThat(json.get("entries").asInt()).isEqualTo(300);
      assertThat(json.get("files").asInt()).isEqualTo(5);
      assertThat(json.get("copied").asInt()).isZero();
    }
  }

  @Test
  void mirror_goesOnWhereItStopped() throws Exception {
    SampleLog log = SampleLog.ofSize(70_000);
    try (LogServer server = LogServer.of(log.files())) {
      server.failing("tile/0/150", 500);
      Run cut = mirror(server, "--tries", "1");
      Set<String> before = names();
      int asked = server.requests().size();

      Run run = mirror(server);

      assertThat(cut.line("files"))
          .isEqualTo(
              "files | cannot tell | %s/log/tile/0/150: answered with 500".formatted(server.url()));
      assertThat(cut.exitCode()).isEqualTo(2);
      assertThat(before).hasSize(301).doesNotContain("checkpoint");
      assertThat(run.line("files")).endsWith(", 250 of them new");
      assertThat(server.requests().size() - asked).isEqualTo(1 + 250 + 1 + 1);
    }
    assertThat(LogByDefinition.isSound(folder, SampleLog.VKEY)).isTrue();
  }

  @Test
  void mirror_fetchesAgainWhatIsNotComplete() throws Exception {
    SampleLog log = SampleLog.ofSize(600).writeTo(folder);
    Files.write(folder.resolve("tile/0/001"), new byte[100]);
    Files.write(folder.resolve("tile/entries/000.tmp"), new byte[100]);
    Files.delete(folder.resolve("tile/entries/000"));
    try (LogServer server = LogServer.of(log.files())) {
      Run run = mirror(server);

      assertThat(run.line("files")).endsWith(", 2 of them new");
    }
    assertThat(names()).isEqualTo(log.files().keySet());
    assertThat(LogByDefinition.isSound(folder, SampleLog.VKEY)).isTrue();
  }

  @Test
  void mirror_followsALogThatGrows() throws Exception {
    for (int size : new int[] {0, 5, 300, 300, 1000}) {
      try (LogServer server = LogServer.of(SampleLog.ofSize(size).files())) {
        Run run = mirror(server);

        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(LogByDefinition.isSound(folder, SampleLog.VKEY)).isTrue();
      }
    }
    assertThat(Files.readAllBytes(folder.resolve("checkpoint")))
        .isEqualTo(SampleLog.ofSize(1000).files().get("checkpoint"));
  }

  @Test
  void mirror_takesThePartsThatAreGoneFromTheFullTile() throws Exception {
    SampleLog grown = SampleLog.ofSize(600);
    SampleLog old = SampleLog.ofSize(300);
    Map<String, byte[]> files = new TreeMap<>(old.files());
    files.putAll(grown.files());
    files.put("checkpoint", old.files().get("checkpoint"));
    files.remove("tile/0/001.p/44");
    files.remove("tile/entries/001.p/44");
    try (LogServer server = LogServer.of(files)) {
      Run run = mirror(server);

      assertThat(run.exitCode()).as(run.out()).isZero();
    }
    assertThat(names()).isEqualTo(old.files().keySet());
    assertThat(LogByDefinition.isSound(folder, SampleLog.VKEY)).isTrue();
  }

  @Test
  void mirror_keepsTheKeyThatItTrustedOnFirstUse() throws IOException {
    Map<String, byte[]> files = new TreeMap<>(SampleLog.ofSize(300).files());
    try (LogServer server = LogServer.of(files)) {
      Run first = Run.tally("mirror", server.url(), folder.toString(), "--json");
      Run second = Run.tally("mirror", server.url(), folder.toString());
      SampleLog taken =
          SampleLog.of(SampleLog.ofSize(600).entries(), SampleLog.key(SampleLog.ORIGIN, 2));
      files.putAll(taken.files());
      Run third = Run.tally("mirror", server.url(), folder.toString(), "--json");

      assertThat(first.json().get("keySource").asText()).isEqualTo("log");
      assertThat(second.line("key"))
          .isEqualTo(
              "key | the one that the folder has kept from an earlier run: " + SampleLog.VKEY);
      assertThat(second.exitCode()).isZero();
      assertThat(third.json().get("keySource").asText()).isEqualTo("folder");
      assertThat(third.json().get("checks").get(0).get("detail").asText())
          .startsWith("no signature of a trusted key; ");
      assertThat(third.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void mirror_keepsTheKeyThatWasVerifiedRatherThanTheOneThatTheLogNames() throws IOException {
    Map<String, byte[]> files = new TreeMap<>(SampleLog.ofSize(300).files());
    files.put("vkey", SampleLog.key(SampleLog.ORIGIN, 2).verifierKey().toString().getBytes(UTF_8));
    try (LogServer server = LogServer.of(files)) {
      mirror(server);
    }

    assertThat(folder.resolve("vkey")).hasContent(SampleLog.VKEY);
  }

  @Test
  void mirror_tellsHowFarItIsIfItTakesLong() throws IOException {
    try (LogServer server = LogServer.of(SampleLog.ofSize(1000).files())) {
      Run run =
          Run.tallyWithSlowClock(
              TimeUnit.SECONDS.toNanos(1),
              "mirror",
              server.url(),
              folder.toString(),
              "--vkey",
              SampleLog.VKEY);

      assertThat(run.err())
          .isEqualToNormalizingNewlines("mirror: 512 of 1000 entries, 256/s, 2 s left\n");
    }
  }

  private Run mirror(LogServer server, String... options) {
    return Run.tally(
        Stream.concat(
                Stream.of("mirror", server.url(), folder.toString(), "--vkey", SampleLog.VKEY),
                Stream.of(options))
            .toArray(String[]::new));
  }

  /** The paths of the files in the folder, save the lock. */
  private Set<String> names() throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files.filter(Files::isRegularFile).forEach(f -> names.add(folder.relativize(f).toString()));
    }
    names.remove(LOCK);
    return names;
  }
}
