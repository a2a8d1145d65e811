package dev.tallystick.tally.party;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.keys.DecryptionKeys;
import dev.tallystick.keys.PartyKeys;
import dev.tallystick.party.ExpectedRelease;
import dev.tallystick.party.InvalidReleaseException;
import dev.tallystick.party.OpenedPayload;
import dev.tallystick.party.ReceivedRelease;
import dev.tallystick.tally.trust.KeyOptions;
import dev.tallystick.tally.trust.UnusableKeyException;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A release in two files, as it was handed over, and what its recipient knows of it. */
public final class ReceivedFiles {
  @Parameters(index = "0", paramLabel = "JWE", description = "The sealed payload.")
  private Path jwe = Path.of("");

  @Parameters(index = "1", paramLabel = "RECEIPT", description = "The log's receipt of it.")
  private Path receipt = Path.of("");

  @Option(
      names = "--subject",
      paramLabel = "TOKEN",
      required = true,
      description = "The person that you asked about.")
  private String subject = "";

  @Mixin private KeyOptions logKey = new KeyOptions();

  /** The name of the sealed payload's file, for the report. */
  public String name() {
    return jwe.toString();
  }

  /** By whose signatures the log's checkpoints are accepted. */
  public Policy policy() throws IOException {
    try {
      return logKey
          .policy()
          .filter(policy -> !policy.logs().isEmpty())
          .orElseThrow(() -> new IOException("whose receipt? Say --vkey, --vkey-file or --policy"));
    } catch (UnusableKeyException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** The log's key. */
  public NoteVerifier log() throws IOException {
    return NoteVerifier.of(policy().logs().get(0));
  }

  /** Opens it with all checks. */
  public OpenedPayload open(PartyKeys keys, String recipient)
      throws InvalidReleaseException, IOException {
    ExpectedRelease expected;
    try {
      expected = ExpectedRelease.of(subject, recipient);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
    return open(keys, expected);
  }

  /** Opens it with all checks, those of this expectation among them. */
  public OpenedPayload open(PartyKeys keys, ExpectedRelease expected)
      throws InvalidReleaseException, IOException {
    return ReceivedRelease.open(
        new String(Files.readAllBytes(jwe), US_ASCII).strip(),
        Files.readAllBytes(receipt),
        DecryptionKeys.of(keys.decryptionKey()),
        log(),
        expected);
  }

  /** The person that was asked about. */
  public String subject() {
    return subject;
  }
}
