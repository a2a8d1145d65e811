package dev.tallystick.bench.stage;

import dev.tallystick.local.witness.WitnessProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Two witnesses of the log, each {@code tally witness} in a process; both have to cosign. */
final class WitnessProcesses implements AutoCloseable {
  private static final List<WitnessProgram> WITNESSES =
      List.of(
          new WitnessProgram("pier", "127.0.0.1:19313"),
          new WitnessProgram("quay", "127.0.0.1:19314"));
  private static final String SIGNATURE = "\u2014 ";
  private static final int PATIENCE_SECONDS = 60;

  private final List<Process> processes;

  private WitnessProcesses(List<Process> processes) {
    this.processes = processes;
  }

  /** Draws their keys and writes the lines of the log's policy that name them. */
  static Path writeFile(Path folder) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (WitnessProgram witness : WITNESSES) {
      lines.append(
          witness.policyLine(WitnessProgram.drawKey(witness.name(), key(folder, witness))));
    }
    lines.append(WitnessProgram.quorumOfAll(WITNESSES));
    return Files.writeString(folder.resolve("witnesses"), lines);
  }

  private static Path key(Path folder, WitnessProgram witness) {
    return folder.resolve(witness.name() + ".key");
  }

  /** Starts them and waits until a checkpoint bears the log's signature and theirs. */
  static WitnessProcesses start(Path verifier, Path folder, AuditProcess log)
      throws IOException, InterruptedException {
    WitnessProcesses started = new WitnessProcesses(new ArrayList<>());
    try {
      for (WitnessProgram witness : WITNESSES) {
        started.processes.add(process(verifier, folder, witness, log.verifierKey()));
      }
      awaitCosignatures(log);
    } catch (IOException | InterruptedException | RuntimeException e) {
      started.close();
      throw e;
    }
    return started;
  }

  private static Process process(Path verifier, Path folder, WitnessProgram witness, String logKey)
      throws IOException {
    Path state = folder.resolve(witness.name() + ".state");
    return new ProcessBuilder(witness.command(verifier, state, key(folder, witness), logKey))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(witness.name() + ".log").toFile())
        .start();
  }

  private static void awaitCosignatures(AuditProcess log) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    String last = "";
    while (System.nanoTime() < end) {
      try {
        last = log.checkpoint();
      } catch (IOException e) {
        // A log that has just started has no checkpoint to show yet.
        last = String.valueOf(e.getMessage());
      }
      if (signatures(last) > WITNESSES.size()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IOException("the witnesses do not cosign:\n" + last);
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
