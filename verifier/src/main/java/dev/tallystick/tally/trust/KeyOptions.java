package dev.tallystick.tally.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.tlog.MalformedNoteKeyException;
import dev.tallystick.tlog.MalformedPolicyException;
import dev.tallystick.tlog.Policy;
import dev.tallystick.tlog.SignatureType;
import dev.tallystick.tlog.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say whose signature on a checkpoint counts. */
public final class KeyOptions {
  private static final int MAX_KEY_FILE = 1 << 16;

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private @Nullable Choice choice;

  /** One of the three ways to say it. */
  static final class Choice {
    @Option(
        names = "--vkey",
        paramLabel = "KEY",
        description = "The log's verifier key: name+id+base64.")
    private @Nullable String vkey;

    @Option(
        names = "--vkey-file",
        paramLabel = "FILE",
        description = "A file that holds the log's verifier key.")
    private @Nullable Path vkeyFile;

    @Option(
        names = "--policy",
        paramLabel = "FILE",
        description = "A policy file (c2sp.org/tlog-policy): logs, witnesses and quorum.")
    private @Nullable Path policyFile;
  }

  /**
   * Returns the policy that the options name, if they do.
   *
   * @throws UnusableKeyException if the file cannot be read or does not hold what it should
   */
  public Optional<Policy> policy() throws UnusableKeyException {
    Choice chosen = choice;
    if (chosen == null) {
      return Optional.empty();
    }
    if (chosen.vkey != null) {
      return Optional.of(ofKey(chosen.vkey, "--vkey"));
    }
    if (chosen.vkeyFile != null) {
      byte[] file = read(chosen.vkeyFile, MAX_KEY_FILE);
      return Optional.of(ofKey(new String(file, UTF_8).strip(), chosen.vkeyFile.toString()));
    }
    if (chosen.policyFile != null) {
      return Optional.of(ofFile(chosen.policyFile));
    }
    return Optional.empty();
  }

  /** The policy file that the options name, if they do. */
  public Optional<Path> policyFile() {
    return Optional.ofNullable(choice).flatMap(chosen -> Optional.ofNullable(chosen.policyFile));
  }

  /**
   * Returns the policy that trusts the log with this key.
   *
   * @param source where the key is from, for the message
   * @throws UnusableKeyException if it is not a log's key
   */
  public static Policy ofKey(String vkey, String source) throws UnusableKeyException {
    VerifierKey key;
    try {
      key = VerifierKey.parse(vkey);
    } catch (MalformedNoteKeyException e) {
      throw new UnusableKeyException(
          "%s: not a verifier key: %s".formatted(source, e.getMessage()));
    }
    if (key.type() != SignatureType.ED25519) {
      throw new UnusableKeyException(
          "%s: a log's key is of type ED25519, not %s".formatted(source, key.type()));
    }
    return Policy.ofLog(key);
  }

  private static Policy ofFile(Path file) throws UnusableKeyException {
    try {
      return Policy.parse(read(file, Policy.MAX_SIZE));
    } catch (MalformedPolicyException e) {
      throw new UnusableKeyException("%s: not a policy: %s".formatted(file, e.getMessage()));
    }
  }

  private static byte[] read(Path file, int most) throws UnusableKeyException {
    try (var in = Files.newInputStream(file)) {
      // One byte more than allowed, for the parser to refuse.
      return in.readNBytes(most + 1);
    } catch (IOException e) {
      throw new UnusableKeyException("%s: cannot be read".formatted(file));
    }
  }
}
