package dev.tallystick.portal.auditor;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.evidence.export.LineageFormat;
import dev.tallystick.evidence.lineage.LineageAnswer;
import dev.tallystick.evidence.lineage.MalformedLineageException;
import dev.tallystick.portal.call.Absence;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.Reply;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Reads what audit-service says of a lineage, and writes it as files, byte for byte as {@code
 * tally} does.
 */
final class LineageFiles {
  private static final Logger LOG = Logger.getLogger(LineageFiles.class);

  private LineageFiles() {}

  /** What is on the page of a lineage as a file that other programs read. */
  static Part<byte[]> write(LineageFormat form, Reply reply) {
    return read(reply).map(form::write);
  }

  /** What a service says; one that does not say it as it must counts as away. */
  static Part<LineageAnswer> read(Reply reply) {
    Part<Optional<LineageAnswer>> answer = reply.read(LineageFiles::parse);
    if (!answer.isHere()) {
      return Part.missing(answer.absence());
    }
    return answer.get().map(Part::of).orElse(Part.missing(Absence.AWAY));
  }

  /**
   * What JSON says; empty if a text in it is one that some program would take for more than text.
   */
  static Optional<LineageAnswer> parse(JsonObject json) {
    try {
      return Optional.of(LineageAnswer.of(json));
    } catch (MalformedLineageException e) {
      LOG.warnf("audit-service answers what is no lineage: %s", e.getMessage());
      return Optional.empty();
    }
  }
}
