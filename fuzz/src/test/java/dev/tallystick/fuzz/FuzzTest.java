package dev.tallystick.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs each target for a while, in a process of its own. */
class FuzzTest {
  private static final boolean LONG = Boolean.getBoolean("tallystick.endurance");
  private static final int SECONDS = LONG ? 300 : 3;
  private static final Path FOLDER = Path.of("target", "fuzz").toAbsolutePath();
  private static final String PACKAGE = "dev.tallystick.fuzz.";

  /** What a target begins with: a fuzzer finds the way from good input faster than from none. */
  private static final Map<String, List<String>> SEEDS =
      Map.of(
          "CanonicalJsonTarget",
          List.of("{\"a\":[1,-2,\"\\u00e9\\n\"],\"b\":{\"c\":true}}", "[[],{}]", "9007199254740991"),
          "NoteTarget",
          List.of(
              "example.com/log\n3\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n"
                  + "— example.com/log AAAAAQIDBAUGBwgJ\n",
              "c2sp.org/tlog-proof@v1\nindex 1\n\nexample.com/log\n"),
          "TileTarget",
          List.of("tile/0/x001/x234/067", "tile/entries/273.p/112", "\u0000\u0000\u0001x"),
          "FileRowsTarget",
          List.of(
              "1,7,kettle,2026-01-31,2,1.25\n1,7,plaster,2026-01-31,1,2\n",
              "{\"order\":1,\"who\":\"7\",\"when\":\"2026-01-31\",\"count\":2,\"price\":1.5,"
                  + "\"items\":[{\"what\":\"k\"}]}\n"),
          "MappingTarget",
          List.of(
              "mapping: m\nfile: {format: csv}\nperson: {scheme: PHONE, value: {column: p}}\n"
                  + "source: s\nbasis: {kind: CONTRACT, ref: r}\nrecords:\n- category: A.B\n"
                  + "  observedAt: {column: t, epoch: seconds}\n  fields: {a: {column: a}}\n"),
          "VaultLinesTarget",
          List.of(
              "{\"identifier\":{\"scheme\":\"PHONE\",\"value\":\"13800138000\"},"
                  + "\"category\":\"SHOPPING.ORDER\",\"observedAt\":\"2026-03-01T08:00:00.000Z\","
                  + "\"source\":\"s\",\"basis\":{\"kind\":\"CONTRACT\",\"ref\":\"c-1\"},"
                  + "\"fields\":{\"n\":12}}"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CanonicalJsonTarget",
        "NoteTarget",
        "TileTarget",
        "JwsTarget",
        "JweTarget",
        "FileRowsTarget",
        "MappingTarget",
        "VaultLinesTarget"
      })
  void target_holdsForWhatTheFuzzerMakes(String target) throws Exception {
    Path folder = Files.createDirectories(FOLDER.resolve(target));
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    int number = 0;
    for (String seed : SEEDS.getOrDefault(target, List.of("seed"))) {
      Files.write(corpus.resolve("seed-" + number++), seed.getBytes(StandardCharsets.UTF_8));
    }
    Path log = folder.resolve("log.txt");

    Process process = start(target, folder, corpus, log);
    boolean ended = process.waitFor(SECONDS + 120L, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }

    String told = Files.readString(log, StandardCharsets.ISO_8859_1);
    assertThat(ended).as(end(told)).isTrue();
    assertThat(process.exitValue()).as("%s%n%s", folder, end(told)).isZero();
    assertThat(told).contains("Done ");
  }

  private static Process start(String target, Path folder, Path corpus, Path log)
      throws IOException {
    String name =
        target.equals("VaultLinesTarget")
            ? "dev.tallystick.vault.deposit." + target
            : PACKAGE + target;
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + name,
            "--instrumentation_includes=dev.tallystick.**",
            "--custom_hook_includes=dev.tallystick.**",
            "--reproducer_path=" + folder,
            "-artifact_prefix=" + folder + "/",
            "-max_total_time=" + SECONDS,
            "-timeout=10",
            "-rss_limit_mb=2048",
            "-max_len=8192",
            corpus.toString())
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static String end(String told) {
    return told.substring(Math.max(0, told.length() - 4_000));
  }
}
