package dev.tallystick.tally.proof;

import dev.tallystick.events.usage.UsageAnswer;
import dev.tallystick.tally.report.CheckReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads files of evidence, and tells the report why one cannot be read. */
public final class EvidenceFile {
  private static final String STANDARD_INPUT = "-";
  private static final int MAX_SIZE = UsageAnswer.MAX_SIZE;

  private final InputStream standardInput;

  /** Reads {@code -} from this stream, everything else from files. */
  public EvidenceFile(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  /** Returns the evidence in the file; if there is none, the report says why under the check. */
  public Optional<EntryEvidence> read(CheckReport report, String check, String name) {
    return bytes(report, check, name).flatMap(bytes -> parse(report, check, name, bytes));
  }

  /** Returns what these bytes of a file are; if they are no evidence, the report says why. */
  public static Optional<EntryEvidence> parse(
      CheckReport report, String check, String name, byte[] bytes) {
    try {
      return Optional.of(EntryEvidence.parse(bytes));
    } catch (UnknownFormatException e) {
      report.cannotTell(check, "%s: %s".formatted(name, e.getMessage()));
    } catch (MalformedEvidenceException e) {
      report.fails(check, "%s: %s".formatted(name, e.getMessage()));
    }
    return Optional.empty();
  }

  /** Returns the bytes of the file; if it cannot be read, the report says why under the check. */
  public Optional<byte[]> bytes(CheckReport report, String check, String name) {
    try {
      return Optional.of(bytes(name));
    } catch (NoSuchFileException e) {
      report.cannotTell(check, name + ": no such file");
    } catch (IOException | InvalidPathException e) {
      report.cannotTell(
          check, "%s: cannot be read: %s".formatted(name, e.getClass().getSimpleName()));
    }
    return Optional.empty();
  }

  private byte[] bytes(String name) throws IOException {
    if (name.equals(STANDARD_INPUT)) {
      return standardInput.readNBytes(MAX_SIZE + 1);
    }
    try (InputStream in = Files.newInputStream(Path.of(name))) {
      return in.readNBytes(MAX_SIZE + 1);
    }
  }
}
