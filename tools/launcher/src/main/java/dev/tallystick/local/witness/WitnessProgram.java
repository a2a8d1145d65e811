package dev.tallystick.local.witness;

import dev.tallystick.postgres.OwnerOnlyFiles;
import dev.tallystick.tlog.CosignerKey;
import dev.tallystick.tlog.Ed25519Key;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code tally witness} as this machine runs it, and how the log's policy names it.
 *
 * @param name what the policy calls it
 * @param listen host and port
 */
public record WitnessProgram(String name, String listen) {
  private static final String QUORUM = "both";

  /** A new key of the witness of this name, written to a file of mode 0600. */
  public static CosignerKey drawKey(String name, Path file) throws IOException {
    byte[] seed = new byte[Ed25519Key.SEED_SIZE];
    new SecureRandom().nextBytes(seed);
    CosignerKey key = CosignerKey.fromSeed(name + ".example/witness", seed);
    OwnerOnlyFiles.write(file, key.toSecretText() + "\n");
    return key;
  }

  /**
   * The command line, for a java of the caller's own version.
   *
   * @param verifier the jar of {@code tally}
   * @param state the file of what it has cosigned
   * @param key the file with its secret key
   * @param logKey the log's verifier key
   */
  public List<String> command(Path verifier, Path state, Path key, String logKey) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx48m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-jar",
        verifier.toString(),
        "witness",
        "--listen",
        listen,
        "--state",
        state.toString(),
        "--key",
        key.toString(),
        "--log",
        logKey);
  }

  /** The line of the log's policy that names it. */
  public String policyLine(CosignerKey key) {
    return "witness %s %s http://%s\n".formatted(name, key.verifierKey(), listen);
  }

  /** The lines that ask for the cosignature of each of them. */
  public static String quorumOfAll(List<WitnessProgram> witnesses) {
    return witnesses.stream()
        .map(WitnessProgram::name)
        .collect(Collectors.joining(" ", "group " + QUORUM + " all ", "\nquorum " + QUORUM + "\n"));
  }
}
