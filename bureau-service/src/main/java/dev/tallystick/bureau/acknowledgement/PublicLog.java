package dev.tallystick.bureau.acknowledgement;

import dev.tallystick.events.LogUnavailableException;
import dev.tallystick.party.SeenCheckpoint;
import dev.tallystick.producer.LogWriter;
import dev.tallystick.producer.OtherServices;
import dev.tallystick.producer.RemoteProblem;
import dev.tallystick.producer.ServiceAwayException;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.MalformedCheckpointException;
import dev.tallystick.tlog.MalformedNoteException;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.UnverifiedNoteException;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The log as everyone sees it. */
@Singleton
final class PublicLog {
  private static final Logger LOG = Logger.getLogger(PublicLog.class);

  private final OtherServices services;
  private final LogWriter log;

  PublicLog(OtherServices services, LogWriter log) {
    this.services = services;
    this.log = log;
  }

  /** The newest public checkpoint, its signature checked; none if there is none to be had. */
  Optional<SeenCheckpoint> checkpoint() {
    try {
      NoteVerifier key = log.logKey();
      String note = services.get("audit").get("/log/checkpoint", "text/plain").text();
      Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(note).verify(key).text());
      if (!checkpoint.origin().equals(key.name()) || checkpoint.size() < 1) {
        return Optional.empty();
      }
      return Optional.of(new SeenCheckpoint(checkpoint.size(), checkpoint.root()));
    } catch (RemoteProblem | ServiceAwayException | LogUnavailableException e) {
      LOG.debugf("No public checkpoint: %s", e.getMessage());
    } catch (MalformedNoteException | UnverifiedNoteException | MalformedCheckpointException e) {
      LOG.errorf("The public checkpoint does not hold: %s", e.getMessage());
    }
    return Optional.empty();
  }
}
