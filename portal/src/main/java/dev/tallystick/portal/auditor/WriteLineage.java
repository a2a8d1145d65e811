package dev.tallystick.portal.auditor;

import dev.tallystick.evidence.export.LineageFormat;
import dev.tallystick.evidence.lineage.LineageAnswer;
import dev.tallystick.evidence.lineage.MalformedLineageException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Writes a lineage as a file that other programs read, byte for byte as {@code tally} does. */
final class WriteLineage {
  private static final Logger LOG = Logger.getLogger(WriteLineage.class);

  private WriteLineage() {}

  /**
   * The file; empty if the answer has a text that some program would take for more than a text.
   *
   * @param answer what audit-service says
   */
  static Optional<byte[]> write(byte[] answer, LineageFormat format) {
    try {
      return Optional.of(format.write(LineageAnswer.parse(answer)));
    } catch (MalformedLineageException e) {
      LOG.errorf("No file is made of what audit-service answers: %s", e.getMessage());
      return Optional.empty();
    }
  }
}
