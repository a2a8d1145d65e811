package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.tlog.Cosigner;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.KeySuccession;
import dev.tallystick.tlog.NoteSignature;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.SignerKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchCommandTest {
  private static final long NOW = 1_767_324_900;
  private static final Cosigner HARBOUR = SampleKeys.witness("harbour", 7);

  @TempDir private Path folder;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();

  private Path state() {
    return folder.resolve("seen");
  }

  private void publish(SampleLog log, NoteSignature... cosignatures) {
    files.clear();
    files.putAll(log.files());
    files.put("checkpoint", log.note().withSignatures(List.of(cosignatures)).toByteArray());
  }

  /** A log that was the same for so many entries, and whose next one is another. */
  private static SampleLog forkedAfter(int same, int size) {
    List<Hash> entries = new ArrayList<>(SampleLog.ofSize(size).entries());
    entries.set(same, SampleLog.entry(-1));
    return SampleLog.of(entries);
  }

  private Run watch(LogServer server, String... options) {
    return watchAt(NOW, server, "--vkey", SampleLog.VKEY, options);
  }

  private Run watchAt(
      long time, LogServer server, String keyOption, String keyValue, String... options) {
    return Run.tallyAt(
        time,
        Stream.concat(
                Stream.of("watch", server.url(), "--state", state().toString(), "--tries", "1"),
                Stream.concat(Stream.of(keyOption, keyValue), Stream.of(options)))
            .toArray(String[]::new));
  }

  private byte[] remembered() throws IOException {
    return Files.readAllBytes(state().resolve("watch.state"));
  }

  @Test
  void watch_followsALogThatGrows() throws Exception {
    try (LogServer server = LogServer.of(files)) {
      publish(SampleLog.ofSize(0));
      assertThat(watch(server).line("history"))
          .isEqualTo("history | holds | the first checkpoint seen; the next one must extend it");
      publish(SampleLog.ofSize(5));
      assertThat(watch(server).line("history")).isEqualTo("history | holds | begins from nothing");
      for (int size : new int[] {300, 1000, 70_000}) {
        publish(SampleLog.ofSize(size));
        Run run = watch(server);

        assertThat(run.line("history"))
            .startsWith("history | holds | size %d extends".formatted(size));
        assertThat(run.exitCode()).isZero();
      }
      assertThat(watch(server).line("history"))
          .isEqualTo("history | holds | unchanged at size 70000");
    }
  }

  /** The log's key has changed: its successor counts if the known key has signed for it. */
  @Test
  void watch_followsFromAKeyToTheOneThatItHasSignedFor() throws Exception {
    SignerKey next = SampleLog.key(SampleLog.ORIGIN, 2);
    SampleLog later = SampleLog.of(SampleLog.ofSize(300).entries(), next);
    try (LogServer server = LogServer.of(files)) {
      publish(SampleLog.ofSize(5));
      assertThat(watch(server).exitCode()).isZero();

      publish(later);
      assertThat(watch(server).exitCode()).as("a key that nobody has signed for").isNotZero();

      publish(later);
      files.put(
          "keys",
          KeySuccession.sign(
                  SampleLog.KEY.verifierKey(),
                  SampleLog.KEY.signer(),
                  next.verifierKey(),
                  next.signer())
              .line()
              .getBytes(UTF_8));
      Run run = watch(server);

      assertThat(run.line("history")).startsWith("history | holds | size 300 extends");
      assertThat(run.exitCode()).isZero();
    }
  }

  @Test
  void watch_remembersInAFileThatCanBeRead() throws Exception {
    try (LogServer server = LogServer.of(files)) {
      publish(SampleLog.ofSize(5));
      watch(server);
    }

    assertThat(new String(remembered(), UTF_8))
        .isEqualTo(
            "tally watch v1\nsince %d\nwitnessed never\n\n%s"
                .formatted(NOW, SampleLog.ofSize(5).note()));
  }

  /** Rewritten at the first, a middle and the last entry, and longer or not. */
  @ParameterizedTest
  @ValueSource(ints = {300, 301, 600})
  void watch_alarmsWhenTheLogIsRewritten(int size) throws Exception {
    for (int place : new int[] {0, 256, 299}) {
      try (LogServer server = LogServer.of(files)) {
        Files.deleteIfExists(state().resolve("watch.state"));
        Files.deleteIfExists(state().resolve("checkpoint.conflict"));
        publish(SampleLog.ofSize(300));
        watch(server);
        byte[] before = remembered();
        SampleLog forked = forkedAfter(place, size);
        publish(forked);

        Run run = watch(server);

        assertThat(run.line("history"))
            .startsWith("history | does not hold | forked: size %d".formatted(size))
            .contains(SampleLog.ofSize(300).checkpoint().root().hex())
            .contains(forked.checkpoint().root().hex());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(state().resolve("checkpoint.conflict"))
            .hasBinaryContent(forked.note().toByteArray());
        assertThat(remembered()).isEqualTo(before);
        assertThat(watch(server).exitCode()).isEqualTo(1);
      }
    }
  }

  @Test
  void watch_alarmsWhenTheLogIsTakenBack() throws Exception {
    try (LogServer server = LogServer.of(files)) {
      publish(SampleLog.ofSize(300));
      watch(server);
      publish(SampleLog.ofSize(299));

      Run run = watch(server, "--json");

      assertThat(run.json().get("checks").get(1).get("detail").asText())
          .isEqualTo("rolled back: size 300 was seen, the log is back at 299");
      assertThat(run.exitCode()).isEqualTo(1);
      publish(forkedAfter(0, 600));
      watch(server);
      assertThat(state().resolve("checkpoint.conflict"))
          .as("the first evidence stays")
          .hasBinaryContent(SampleLog.ofSize(299).note().toByteArray());
      publish(SampleLog.ofSize(301));
      assertThat(watch(server).line("history"))
          .isEqualTo("history | holds | size 301 extends size 300");
    }
  }

  @Test
  void watch_alarmsWhenTheTilesDoNotGiveTheRoot() throws Exception {
    try (LogServer server = LogServer.of(files)) {
      publish(SampleLog.ofSize(300));
      watch(server);
      byte[] before = remembered();
      publish(SampleLog.ofSize(600));
      files.put("tile/0/002.p/88", forkedAfter(599, 600).file("tile/0/002.p/88"));
      assertThat(watch(server).line("files"))
          .isEqualTo(
              "files | does not hold | the log's tiles do not give the root of its checkpoint");
      files.remove("tile/0/002.p/88");

      Run run = watch(server);

      assertThat(run.line("files")).isEqualTo("files | does not hold | tile/0/002.p/88 is missing");
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(remembered()).isEqualTo(before);
    }
  }

  @Test
  void watch_cannotTellWhenTheLogIsOutOfReach() throws Exception {
    try (LogServer server = LogServer.of(files)) {
      publish(SampleLog.ofSize(300));
      watch(server);
      byte[] before = remembered();
      server.failing("checkpoint", 500);

      Run run = watch(server);

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(remembered()).isEqualTo(before);
      publish(SampleLog.ofSize(600));
      server.failing("tile/0/001", 500);
      assertThat(watch(server).exitCode()).isEqualTo(2);
      assertThat(remembered()).isEqualTo(before);
      assertThat(watch(server).exitCode()).isZero();
    }
  }

  @Test
  void watch_alarmsWhenAnotherKeySigns() throws Exception {
    try (LogServer server = LogServer.of(files)) {
      publish(SampleLog.ofSize(300));
      String[] withoutKey = {"watch", server.url(), "--state", state().toString(), "--json"};
      assertThat(Run.tally(withoutKey).json().get("keySource").asText()).isEqualTo("log");
      publish(SampleLog.of(SampleLog.ofSize(600).entries(), SampleLog.key(SampleLog.ORIGIN, 2)));

      Run run = Run.tally(withoutKey);

      assertThat(run.json().get("keySource").asText()).isEqualTo("folder");
      assertThat(run.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void watch_alarmsWhenTheWitnessesAreSilent() throws Exception {
    Path policy = folder.resolve("policy");
    Files.writeString(
        policy,
        "log %s\nwitness harbour %s\nquorum harbour\n"
            .formatted(SampleLog.VKEY, HARBOUR.verifierKey()));
    try (LogServer server = LogServer.of(files)) {
      publish(SampleLog.ofSize(5));
      assertAge(server, policy, NOW, 0, "not witnessed in the 0 s that it has been watched");
      assertAge(
          server, policy, NOW + 600, 0, "not witnessed in the 600 s that it has been watched");
      assertAge(
          server,
          policy,
          NOW + 601,
          1,
          "not witnessed in the 601 s that it has been watched, more than 600");
      publish(SampleLog.ofSize(7), HARBOUR.cosign(SampleLog.ofSize(7).checkpoint(), NOW + 610));
      String witnessed = "last witnessed at 2026-01-02T03:45:10Z, ";
      assertAge(server, policy, NOW + 620, 0, witnessed + "10 s ago");
      publish(SampleLog.ofSize(9));
      assertAge(server, policy, NOW + 1210, 0, witnessed + "600 s ago");
      assertAge(server, policy, NOW + 1211, 1, witnessed + "601 s ago, more than 600");
      server.failing("checkpoint", 500);
      assertAge(server, policy, NOW + 1212, 1, witnessed + "602 s ago, more than 600");
      SampleLog ahead = SampleLog.ofSize(11);
      publish(ahead, HARBOUR.cosign(ahead.checkpoint(), NOW + 9_999));
      assertAge(server, policy, NOW + 1213, 1, witnessed + "603 s ago, more than 600");
    }
  }

  private void assertAge(LogServer server, Path policy, long time, int exitCode, String detail) {
    Run run = watchAt(time, server, "--policy", policy.toString(), "--max-age", "600");

    assertThat(run.line("age"))
        .isEqualTo("age | %s | %s".formatted(exitCode == 0 ? "holds" : "does not hold", detail));
    assertThat(run.exitCode()).isEqualTo(exitCode);
  }

  @Test
  @Timeout(120)
  void watch_stopsAtTheFirstAlarm() throws Exception {
    try (LogServer server = LogServer.of(files)) {
      publish(SampleLog.ofSize(300));
      watch(server);
      Thread rewriter =
          new Thread(
              () -> {
                int asked = server.requests().size();
                await().atMost(60, SECONDS).until(() -> server.requests().size() >= asked + 2);
                publish(forkedAfter(3, 300));
              });
      rewriter.start();

      Run run = watch(server, "--every", "1", "--json");

      rewriter.join();
      List<String> reports = run.out().lines().toList();
      assertThat(reports).hasSizeGreaterThanOrEqualTo(3);
      assertThat(reports.get(0)).contains("unchanged at size 300");
      assertThat(reports.get(reports.size() - 1)).contains("forked: size 300");
      assertThat(run.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void state_thatCannotBeUsedIsNotTouched() throws Exception {
    try (LogServer server = LogServer.of(files)) {
      publish(SampleLog.ofSize(5));
      watch(server);
      String good = new String(remembered(), UTF_8);
      List<String> bad =
          List.of(
              "",
              good.replace("v1", "v2"),
              good.replace("since ", "since 0"),
              good.replace("witnessed never", "witnessed soon"),
              good.replace("\n\u2014", "\n-"),
              good.replace("\n5\n", "\n05\n"),
              good + "\n");
      for (String text : bad) {
        Files.writeString(state().resolve("watch.state"), text);
        Run run = watch(server);

        assertThat(run.line("state"))
            .as(text)
            .isEqualTo(
                "state | cannot tell | %s: not what tally watch has written"
                    .formatted(state().resolve("watch.state")));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(remembered()).isEqualTo(text.getBytes(UTF_8));
      }
    }
  }

  @Test
  void state_ofAnotherLogIsNotTouched() throws Exception {
    var other = SampleLog.key("other.example/log", 9);
    try (LogServer server = LogServer.of(files)) {
      publish(SampleLog.ofSize(5));
      watch(server);
      byte[] before = remembered();
      String body =
          SampleLog.ofSize(5).note().text().replace(SampleLog.ORIGIN, "other.example/log");
      files.put("checkpoint", SignedNote.sign(body, other.signer()).toByteArray());

      Run run = watchAt(NOW, server, "--vkey", other.verifierKey().toString());

      assertThat(run.line("history"))
          .isEqualTo("history | cannot tell | another log was watched before: " + SampleLog.ORIGIN);
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(remembered()).isEqualTo(before);
    }
  }
}
