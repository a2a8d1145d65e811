package dev.tallystick.vault.deposit;

import dev.tallystick.party.RecordDigests;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.PublicIds;
import dev.tallystick.vault.deposit.LineOutcome.Admitted;
import dev.tallystick.vault.deposit.LineOutcome.Refused;
import dev.tallystick.vault.identifier.Identifier;
import dev.tallystick.vault.identifier.SubjectToken;
import dev.tallystick.vault.identifier.Subjects;
import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.RetentionClass;
import dev.tallystick.vault.record.NewRecord;
import dev.tallystick.vault.record.RecordTable;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Stages some admitted lines in one transaction: finds whose they are, seals and stores them. The
 * lines that turn out to be nobody's, or derived from nothing that is here, are refused.
 */
@Singleton
final class StagedBatch {
  private final Subjects subjects;
  private final Keystore keystore;
  private final RecordTable records;
  private final PublicIds ids;
  private final RandomGenerator random;

  StagedBatch(
      Subjects subjects,
      Keystore keystore,
      RecordTable records,
      PublicIds ids,
      RandomGenerator random) {
    this.subjects = subjects;
    this.keystore = keystore;
    this.records = records;
    this.ids = ids;
    this.random = random;
  }

  /** What became of the lines, in their order. */
  record Result(List<NewRecord> stored, List<Refused> refused) {}

  Result stage(Connection connection, String chunk, String platform, List<Admitted> lines)
      throws SQLException {
    List<NewRecord> stored = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    Iterator<SubjectToken> resolved =
        subjects
            .resolve(
                connection, lines.stream().flatMap(line -> line.identifier().stream()).toList())
            .iterator();
    Set<String> known =
        subjects.known(
            connection, lines.stream().flatMap(line -> line.subject().stream()).toList());
    for (Admitted line : lines) {
      Optional<Identifier> identifier = line.identifier();
      String subject =
          identifier.isPresent() ? resolved.next().value() : line.subject().orElseThrow();
      if (identifier.isEmpty() && !known.contains(subject)) {
        refused.add(refuse(line, "SUBJECT_UNKNOWN", "subject", Optional.empty()));
      } else if (!records.areAll(connection, line.inputs(), subject, platform)) {
        refused.add(refuse(line, "LINEAGE_MISSING", "inputs", Optional.of("R37")));
      } else {
        stored.add(record(chunk, platform, subject, line));
      }
    }
    try (OpenKeys keys = keystore.open(connection)) {
      records.insert(connection, keys, stored);
    }
    return new Result(stored, refused);
  }

  private NewRecord record(String chunk, String platform, String subject, Admitted line) {
    byte[] salt = new byte[Hash.SIZE];
    random.nextBytes(salt);
    RetentionClass retention = line.adverse() ? RetentionClass.ADVERSE : RetentionClass.ORDINARY;
    return new NewRecord(
        ids.draw("rec"),
        chunk,
        line.line(),
        new KeyOwner(subject, platform, retention),
        line.category(),
        Hash.copyOf(salt),
        line.content(),
        RecordDigests.digest(salt, line.content()),
        line.expiresOn());
  }

  private static Refused refuse(Admitted line, String code, String field, Optional<String> rule) {
    return new Refused(line.line(), line.category(), code, rule, Optional.of(field), true);
  }
}
