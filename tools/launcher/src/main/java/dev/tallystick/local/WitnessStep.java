package dev.tallystick.local;

import dev.tallystick.local.process.ChildProcess;
import dev.tallystick.local.process.Component;
import dev.tallystick.local.process.ComponentFailedException;
import dev.tallystick.local.process.Http;
import dev.tallystick.local.process.LogTail;
import dev.tallystick.local.process.ProcessMark;
import dev.tallystick.local.process.Running;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.postgres.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A witness of the log, run by somebody else in the story: {@code tally witness} with a key and a
 * memory of its own. It learns the log's key once, from the log, and never takes another.
 */
final class WitnessStep implements Component {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Suite suite;
  private final LocalWitnesses.Witness witness;
  private final SuiteFolder folder;

  WitnessStep(Suite suite, LocalWitnesses.Witness witness, SuiteFolder folder) {
    this.suite = suite;
    this.witness = witness;
    this.folder = folder;
  }

  @Override
  public String name() {
    return witness.part();
  }

  @Override
  public int port() {
    return suite.ports().service(witness.usualPort());
  }

  @Override
  public Running start() throws ComponentFailedException, InterruptedException {
    try {
      Path own = folder.witness(witness.name());
      LocalWitnesses.key(folder, witness);
      List<String> command =
          witness
              .program(suite.ports())
              .command(
                  suite.verifier(),
                  own.resolve("state"),
                  LocalWitnesses.keyFile(folder, witness),
                  logKey(own.resolve("log.vkey")));
      return ChildProcess.start(
          new ProcessMark(folder.root(), name()), command, Map.of(), folder.log(name()));
    } catch (IOException e) {
      throw new ComponentFailedException(name() + " cannot be configured: " + e, e);
    }
  }

  /** The key as it was first seen: a log that changes its key afterwards is another log. */
  private String logKey(Path remembered)
      throws IOException, ComponentFailedException, InterruptedException {
    if (Files.exists(remembered)) {
      return Files.readString(remembered).strip();
    }
    String url = suite.addresses().service(Suite.find("audit").orElseThrow()) + "/log/vkey";
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      try {
        Http.Answer answer = Http.get(url, LIMIT);
        if (answer.isOk()) {
          OwnerOnlyFiles.write(remembered, answer.body());
          return answer.body().strip();
        }
      } catch (IOException e) {
        // The log is still starting.
      }
      Thread.sleep(200);
    }
    throw new ComponentFailedException(name() + " cannot learn the log's key at " + url);
  }

  /** It has one path, so any answer at all says that it listens. */
  @Override
  public boolean isReady() {
    return Http.isListening("http://" + Addresses.HOST + ":" + port() + "/", LIMIT);
  }

  @Override
  public List<String> lastWords() {
    return LogTail.lines(folder.log(name()), 10);
  }
}
