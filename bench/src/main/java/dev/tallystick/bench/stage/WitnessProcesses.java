package dev.tallystick.bench.stage;

import dev.tallystick.postgres.PrivateFiles;
import dev.tallystick.tlog.CosignerKey;
import dev.tallystick.tlog.Ed25519Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Two witnesses of the log, each {@code tally witness} in a process; both have to cosign. */
final class WitnessProcesses implements AutoCloseable {
  private static final List<String> NAMES = List.of("pier", "quay");
  private static final int FIRST_PORT = 19313;
  private static final String SIGNATURE = "\u2014 ";
  private static final int PATIENCE_SECONDS = 60;

  private final List<Process> processes;

  private WitnessProcesses(List<Process> processes) {
    this.processes = processes;
  }

  /** Draws their keys and writes the lines of the log's policy that name them. */
  static Path writeFile(Path folder) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < NAMES.size(); i++) {
      byte[] seed = new byte[Ed25519Key.SEED_SIZE];
      new SecureRandom().nextBytes(seed);
      CosignerKey key = CosignerKey.fromSeed(NAMES.get(i) + ".example/witness", seed);
      PrivateFiles.write(key(folder, i), key.toSecretText() + "\n");
      lines.append(
          "witness %s %s http://127.0.0.1:%d%n"
              .formatted(NAMES.get(i), key.verifierKey(), FIRST_PORT + i));
    }
    lines.append("group both all ").append(String.join(" ", NAMES)).append("\nquorum both\n");
    return Files.writeString(folder.resolve("witnesses"), lines);
  }

  private static Path key(Path folder, int number) {
    return folder.resolve(NAMES.get(number) + ".key");
  }

  /** Starts them and waits until a checkpoint bears the log's signature and theirs. */
  static WitnessProcesses start(Path verifier, Path folder, AuditProcess log)
      throws IOException, InterruptedException {
    WitnessProcesses started = new WitnessProcesses(new ArrayList<>());
    try {
      for (int i = 0; i < NAMES.size(); i++) {
        started.processes.add(process(verifier, folder, i, log.verifierKey()));
      }
      awaitCosignatures(log);
    } catch (IOException | InterruptedException | RuntimeException e) {
      started.close();
      throw e;
    }
    return started;
  }

  private static Process process(Path verifier, Path folder, int number, String logKey)
      throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx48m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            verifier.toString(),
            "witness",
            "--listen",
            "127.0.0.1:" + (FIRST_PORT + number),
            "--state",
            folder.resolve(NAMES.get(number) + ".state").toString(),
            "--key",
            key(folder, number).toString(),
            "--log",
            logKey)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(NAMES.get(number) + ".log").toFile())
        .start();
  }

  private static void awaitCosignatures(AuditProcess log) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (signatures(log.checkpoint()) < 1 + NAMES.size()) {
      if (System.nanoTime() - end > 0) {
        throw new IOException("the witnesses do not cosign:\n" + log.checkpoint());
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static long signatures(String checkpoint) {
    return checkpoint.lines().filter(line -> line.startsWith(SIGNATURE)).count();
  }

  @Override
  public void close() {
    processes.forEach(Process::destroy);
    for (Process process : processes) {
      try {
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
