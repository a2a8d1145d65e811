package dev.tallystick.bureau.source;

import dev.tallystick.bureau.document.VaultAnswer;
import dev.tallystick.bureau.document.VaultRelease;
import dev.tallystick.bureau.key.BureauKeys;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.scoring.Observation;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.party.ExpectedRelease;
import dev.tallystick.party.InvalidReleaseException;
import dev.tallystick.party.OpenedPayload;
import dev.tallystick.party.ReceivedRelease;
import dev.tallystick.party.RecordDigests;
import dev.tallystick.party.document.HandedRecord;
import dev.tallystick.producer.LogWriter;
import dev.tallystick.tlog.NoteVerifier;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Opens what the vault hands over, and uses none of it if one release is not as it must be. */
@Singleton
final class SourceOpener {
  private static final Logger LOG = Logger.getLogger(SourceOpener.class);

  private final BureauKeys keys;
  private final LogWriter log;

  SourceOpener(BureauKeys keys, LogWriter log) {
    this.keys = keys;
    this.log = log;
  }

  Sourced open(BureauId bureau, String subject, List<String> asked, VaultAnswer answer) {
    NoteVerifier logKey;
    try {
      logKey = log.logKey();
    } catch (LogUnavailableException e) {
      throw new BureauProblem(BureauProblemCode.AUDIT_UNAVAILABLE);
    }
    List<Source> sources = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (VaultRelease release : answer.releases()) {
      try {
        Source source = open(bureau, subject, release, logKey);
        check(seen.add(source.event()), "a release is handed over twice");
        check(asked.containsAll(source.categories()), "a release holds what was not asked for");
        if (!source.records().isEmpty()) {
          sources.add(source);
        }
      } catch (InvalidReleaseException | FlawException e) {
        LOG.errorf("A release to %s does not hold: %s", bureau, e.getMessage());
        throw new BureauProblem(BureauProblemCode.SOURCE_INVALID);
      } catch (IllegalArgumentException e) {
        LOG.errorf("A release to %s is not of the agreed form", bureau);
        throw new BureauProblem(BureauProblemCode.SOURCE_INVALID);
      }
    }
    return new Sourced(sources, Sources.omissions(answer));
  }

  private Source open(BureauId bureau, String subject, VaultRelease release, NoteVerifier logKey)
      throws InvalidReleaseException, FlawException {
    OpenedPayload opened =
        ReceivedRelease.open(
            release.jwe(),
            CanonicalJson.messageBytes(release.receipt()),
            keys.decryption(bureau),
            logKey,
            ExpectedRelease.of(subject, bureau.value()));
    DataReleased data = DataReleased.read(opened.body().data());
    check(data.step() == DataReleased.Step.RELEASE_1, "a release is of another step");
    List<SourceRecord> records = new ArrayList<>();
    for (JsonObject json : opened.payload().records()) {
      HandedRecord record = HandedRecord.read(json);
      check(data.categories().contains(record.category()), "a record is of another category");
      records.add(
          new SourceRecord(
              record.record(),
              data.from(),
              new Observation(record.category(), record.observedAt(), record.fields()),
              RecordDigests.ofReleased(json),
              record.disputed().orElse(false),
              record.sourceConflict().orElse(false),
              record.statement()));
    }
    return new Source(
        data.from(),
        new Source.Evidence(
            opened.eventId(), opened.index(), opened.entry(), opened.payload().digest()),
        records);
  }

  private static void check(boolean holds, String flaw) throws FlawException {
    if (!holds) {
      throw new FlawException(flaw);
    }
  }

  /** A release that is logged and sealed as it must be, and still not what was asked for. */
  private static final class FlawException extends Exception {
    private static final long serialVersionUID = 1L;

    FlawException(String message) {
      super(message);
    }
  }
}
