package dev.tallystick.bureau.acknowledgement;

import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.party.NoteSignatures;
import dev.tallystick.party.SeenCheckpoint;
import dev.tallystick.producer.LogWriter;
import dev.tallystick.producer.OtherServices;
import dev.tallystick.producer.RemoteProblem;
import dev.tallystick.producer.ServiceAwayException;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.Policy;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TlogException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The log as everyone sees it. */
@Singleton
final class PublicLog {
  private static final Logger LOG = Logger.getLogger(PublicLog.class);

  private final OtherServices services;
  private final LogWriter log;
  private final NoteSignatures signatures = new NoteSignatures();

  PublicLog(OtherServices services, LogWriter log) {
    this.services = services;
    this.log = log;
  }

  /**
   * The newest public checkpoint, if the log has signed it and a quorum of its witnesses has
   * cosigned it. Which witnesses these are is said by the log's policy, which must name the key
   * that this service has pinned.
   */
  Optional<SeenCheckpoint> checkpoint() {
    try {
      NoteVerifier key = log.logKey();
      String note = services.get("audit").get("/log/checkpoint", "text/plain").text();
      String file = services.get("audit").get("/log/policy", "text/plain").text();
      Policy policy = Policy.parse(file.getBytes(StandardCharsets.UTF_8));
      Policy.Acceptance accepted = policy.check(SignedNote.parse(note), signatures);
      Checkpoint checkpoint = accepted.checkpoint();
      if (!policy.logs().equals(List.of(key.key()))
          || accepted.signers().isEmpty()
          || checkpoint.size() < 1) {
        return Optional.empty();
      }
      return accepted.quorum() == Policy.QuorumResult.MET
          ? Optional.of(new SeenCheckpoint(checkpoint.size(), checkpoint.root()))
          : Optional.empty();
    } catch (RemoteProblem | ServiceAwayException | LogUnavailableException e) {
      LOG.debugf("No public checkpoint: %s", e.getMessage());
    } catch (TlogException e) {
      LOG.errorf("The public checkpoint does not hold: %s", e.getMessage());
    }
    return Optional.empty();
  }
}
