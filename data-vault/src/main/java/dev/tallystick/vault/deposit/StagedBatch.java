package dev.tallystick.vault.deposit;

import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.PublicIds;
import dev.tallystick.vault.conflict.StatedFacts;
import dev.tallystick.vault.deposit.LineOutcome.Admitted;
import dev.tallystick.vault.deposit.LineOutcome.Duplicate;
import dev.tallystick.vault.deposit.LineOutcome.Refused;
import dev.tallystick.vault.document.KeptContent;
import dev.tallystick.vault.identifier.PersonIdentifier;
import dev.tallystick.vault.identifier.SubjectToken;
import dev.tallystick.vault.identifier.Subjects;
import dev.tallystick.vault.identifier.Suppression;
import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.RetentionClass;
import dev.tallystick.vault.lookup.LookupDigests;
import dev.tallystick.vault.record.CanonicalContent;
import dev.tallystick.vault.record.Fingerprints;
import dev.tallystick.vault.record.Fingerprints.Earlier;
import dev.tallystick.vault.record.NewRecord;
import dev.tallystick.vault.record.RecordIntake;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Stages some admitted lines in one transaction: finds whose they are, seals and stores them. Lines
 * that turn out to be nobody's, or derived from nothing that is here, are refused; those whose
 * record is here already are told as duplicates.
 */
@Singleton
final class StagedBatch {
  private final Subjects subjects;
  private final Suppression suppression;
  private final Keystore keystore;
  private final RecordIntake records;
  private final Fingerprints fingerprints;
  private final LookupDigests lookups;
  private final StatedFacts facts;
  private final PublicIds ids;
  private final RandomGenerator random;

  StagedBatch(
      Subjects subjects,
      Suppression suppression,
      Keystore keystore,
      RecordIntake records,
      Fingerprints fingerprints,
      LookupDigests lookups,
      StatedFacts facts,
      PublicIds ids,
      RandomGenerator random) {
    this.subjects = subjects;
    this.suppression = suppression;
    this.keystore = keystore;
    this.records = records;
    this.fingerprints = fingerprints;
    this.lookups = lookups;
    this.facts = facts;
    this.ids = ids;
    this.random = random;
  }

  /** A line and whose it is. */
  private record Owned(Admitted line, KeyOwner owner) {
    @Override
    public String toString() {
      return "Owned[" + line + "]";
    }
  }

  /** What became of the lines, in their order. */
  record Result(List<NewRecord> stored, List<LineOutcome> unstored) {}

  /**
   * Stages the lines in the caller's transaction.
   *
   * @throws dev.tallystick.vault.storage.StorageException of state 23505 if somebody stages one of
   *     the records at the same time; once more, and it is found
   */
  Result stage(String chunk, String platform, List<Admitted> admitted) {
    List<LineOutcome> unstored = new ArrayList<>();
    List<Owned> lines = owners(platform, admitted, unstored);
    try (OpenKeys keys = keystore.open()) {
      keys.prepare(lines.stream().map(Owned::owner).distinct().toList());
      List<NewRecord> owned = new ArrayList<>(lines.size());
      for (Owned line : lines) {
        owned.add(record(keys, chunk, line.owner(), line.line()));
      }
      List<NewRecord> stored = sift(owned, unstored);
      records.insert(keys, stored);
      facts.note(keys, statements(stored, lines));
      return new Result(stored, unstored);
    }
  }

  /** Whose the lines are, in their order. Nobody of them is erased before the transaction ends. */
  private List<Owned> owners(String platform, List<Admitted> lines, List<LineOutcome> unstored) {
    List<PersonIdentifier> identifiers =
        lines.stream().flatMap(line -> line.identifier().stream()).toList();
    Set<PersonIdentifier> suppressed = suppression.among(identifiers);
    Iterator<SubjectToken> resolved =
        subjects
            .hold(identifiers.stream().filter(one -> !suppressed.contains(one)).toList())
            .iterator();
    Set<String> known =
        subjects.known(lines.stream().flatMap(line -> line.subject().stream()).toList());
    List<Owned> owners = new ArrayList<>(lines.size());
    for (Admitted line : lines) {
      if (line.identifier().filter(suppressed::contains).isPresent()) {
        unstored.add(refuse(line, "SUBJECT_SUPPRESSED", "identifier", Optional.of("R43")));
        continue;
      }
      boolean byToken = line.identifier().isEmpty();
      String subject = byToken ? line.subject().orElseThrow() : resolved.next().value();
      if (byToken && !known.contains(subject)) {
        unstored.add(refuse(line, "SUBJECT_UNKNOWN", "subject", Optional.empty()));
      } else if (!records.areAll(line.inputs(), subject, platform)) {
        unstored.add(refuse(line, "LINEAGE_MISSING", "inputs", Optional.of("R37")));
      } else {
        RetentionClass retention =
            line.adverse() ? RetentionClass.ADVERSE : RetentionClass.ORDINARY;
        owners.add(new Owned(line, new KeyOwner(subject, platform, retention)));
      }
    }
    return owners;
  }

  private static List<StatedFacts.Statement> statements(List<NewRecord> stored, List<Owned> lines) {
    Map<Integer, Admitted> byNumber = new HashMap<>();
    lines.forEach(line -> byNumber.put(line.line().line(), line.line()));
    List<StatedFacts.Statement> statements = new ArrayList<>();
    for (NewRecord record : stored) {
      Admitted line = Objects.requireNonNull(byNumber.get(record.line()));
      statements.add(
          new StatedFacts.Statement(
              record.id(),
              record.owner().subject(),
              record.category(),
              line.schema(),
              new KeptContent.Partial(line.content()).fields().orElseThrow()));
    }
    return statements;
  }

  /** Keeps what is new, also within the batch itself. */
  private List<NewRecord> sift(List<NewRecord> owned, List<LineOutcome> unstored) {
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

  private NewRecord record(OpenKeys keys, String chunk, KeyOwner owner, Admitted line) {
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

  private static Refused refuse(Admitted line, String code, String field, Optional<String> rule) {
    return new Refused(
        line.line(), line.category(), code, rule, Optional.of(field), Optional.empty(), true);
  }
}
