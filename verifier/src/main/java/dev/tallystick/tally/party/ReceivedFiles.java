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
import java.util.Optional;
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

  /** The log's key. */
  public NoteVerifier log() throws IOException {
    try {
      Optional<Policy> policy = logKey.policy();
      return NoteVerifier.of(
          policy
              .flatMap(each -> each.logs().stream().findFirst())
              .orElseThrow(() -> new IOException("whose receipt? Say --vkey or --vkey-file")));
    } catch (UnusableKeyException e) {
      throw new IOException(e.getMessage(), e);
    }
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
