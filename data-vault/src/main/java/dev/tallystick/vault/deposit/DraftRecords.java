package dev.tallystick.vault.deposit;

import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.PublicIds;
import dev.tallystick.vault.deposit.LineOutcome.Admitted;
import dev.tallystick.vault.deposit.LineOutcome.Duplicate;
import dev.tallystick.vault.deposit.LineOutcome.Refused;
import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.lookup.LookupDigests;
import dev.tallystick.vault.record.CanonicalContent;
import dev.tallystick.vault.record.Fingerprints;
import dev.tallystick.vault.record.Fingerprints.Earlier;
import dev.tallystick.vault.record.NewRecord;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes records of lines, and tells the new ones from those that are here already. */
@Singleton
final class DraftRecords {
  private final Fingerprints fingerprints;
  private final LookupDigests lookups;
  private final PublicIds ids;
  private final RandomGenerator random;

  DraftRecords(
      Fingerprints fingerprints, LookupDigests lookups, PublicIds ids, RandomGenerator random) {
    this.fingerprints = fingerprints;
    this.lookups = lookups;
    this.ids = ids;
    this.random = random;
  }

  /** A record of this line, with a new id and salt. */
  NewRecord of(OpenKeys keys, String chunk, OwnedLine owned) {
    Admitted line = owned.line();
    KeyOwner owner = owned.owner();
    byte[] drawn = new byte[Hash.SIZE];
    random.nextBytes(drawn);
    Hash salt = Hash.takeOwnershipOf(drawn);
    CanonicalContent content = CanonicalContent.of(line.content());
    return new NewRecord(
        ids.draw("rec"),
        chunk,
        line.line(),
        owner,
        line.category(),
        line.schema().version(),
        salt,
        content,
        content.digest(salt),
        fingerprints.of(keys, owner, content),
        lookups.of(keys, owner, line.category(), line.schema(), line.content()),
        line.expiresOn());
  }

  /** Keeps what is new, also within the batch itself. */
  List<NewRecord> sift(List<NewRecord> owned, List<LineOutcome> unstored) {
    Map<UUID, Earlier> earlier =
        new HashMap<>(fingerprints.find(owned.stream().map(NewRecord::fingerprint).toList()));
    List<NewRecord> stored = new ArrayList<>();
    for (NewRecord record : owned) {
      Earlier first = earlier.get(record.fingerprint());
      if (first == null) {
        earlier.put(record.fingerprint(), new Earlier(record.id(), record.chunk(), false));
        stored.add(record);
      } else if (first.isVisible() || first.chunk().equals(record.chunk())) {
        unstored.add(new Duplicate(record.line(), record.category(), first.id()));
      } else {
        // Whether that chunk will be signed is not known yet.
        unstored.add(
            new Refused(
                record.line(),
                record.category(),
                "RECORD_STAGED",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true));
      }
    }
    return stored;
  }
}
