package dev.tallystick.audit.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.tallystick.tlog.SignatureType;
import dev.tallystick.tlog.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * FiloSottile/litetlog's litewitness with an ssh-agent of its own, which holds its key. The program
 * is named by the property {@code tallystick.litewitness}: that of Debian's package 0.4.3-3 panics
 * when it stores what it has cosigned, so it has to be built (the service's README says how).
 */
final class Litewitness implements AutoCloseable {
  private static final String NAME = "foreign.example/witness";
  private static final String PROGRAM = System.getProperty("tallystick.litewitness", "");
  private static final int KEY_BYTES = 32;

  private final Path folder;
  private final int port;
  private final VerifierKey key;
  private final List<Process> processes;

  private Litewitness(Path folder, int port, VerifierKey key, List<Process> processes) {
    this.folder = folder;
    this.port = port;
    this.key = key;
    this.processes = processes;
  }

  static boolean isThere() {
    return Files.isRegularFile(Path.of(PROGRAM))
        && Files.isExecutable(Path.of(PROGRAM))
        && List.of("witnessctl", "ssh-agent", "ssh-add", "ssh-keygen").stream()
            .allMatch(program -> Files.isExecutable(Path.of("/usr/bin", program)));
  }

  static Litewitness start(Path parent, int port) throws IOException, InterruptedException {
    Path folder = Files.createDirectory(parent.resolve("litewitness"));
    run(folder, Map.of(), "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "key");
    List<Process> processes = new ArrayList<>();
    // Paths of sockets are short: the folder is where the process runs.
    processes.add(begin(folder, "ssh-agent", "-D", "-a", "agent.sock"));
    awaitFile(folder.resolve("agent.sock"));
    run(folder, Map.of("SSH_AUTH_SOCK", "agent.sock"), "ssh-add", "-q", "key");
    String fingerprint = run(folder, Map.of(), "ssh-keygen", "-lf", "key.pub").split(" ", -1)[1];
    processes.add(
        begin(
            folder,
            PROGRAM,
            "-name",
            NAME,
            "-key",
            fingerprint,
            "-ssh-agent",
            "agent.sock",
            "-db",
            "witness.db",
            "-listen",
            "127.0.0.1:" + port));
    awaitFile(folder.resolve("witness.db"));
    return new Litewitness(folder, port, key(folder.resolve("key.pub")), processes);
  }

  /** The last 32 bytes of an SSH public key of this type are the key. */
  private static VerifierKey key(Path file) throws IOException {
    byte[] blob = Base64.getDecoder().decode(Files.readString(file).split(" ", -1)[1]);
    return VerifierKey.of(
        NAME,
        SignatureType.COSIGNATURE_V1,
        Arrays.copyOfRange(blob, blob.length - KEY_BYTES, blob.length));
  }

  String vkey() {
    return key.toString();
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  void addLog(String vkey) throws IOException, InterruptedException {
    String origin = vkey.substring(0, vkey.indexOf('+'));
    run(folder, Map.of(), "witnessctl", "add-log", "-db", "witness.db", "-origin", origin);
    run(
        folder,
        Map.of(),
        "witnessctl",
        "add-key",
        "-db",
        "witness.db",
        "-origin",
        origin,
        "-key",
        vkey);
  }

  private static Process begin(Path folder, String... command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    // Debian builds it so that Go takes its "POST /add-checkpoint" for a path, and answers 404.
    builder.environment().put("GODEBUG", "httpmuxgo121=0");
    return builder.start();
  }

  private static String run(Path folder, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(Arrays.toString(command) + ": " + output);
    }
    return output;
  }

  private static void awaitFile(Path file) {
    await(file.toString()).atMost(60, TimeUnit.SECONDS).until(() -> Files.exists(file));
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.destroy();
      try {
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
