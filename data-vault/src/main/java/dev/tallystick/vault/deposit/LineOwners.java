package dev.tallystick.vault.deposit;

import dev.tallystick.vault.deposit.LineOutcome.Admitted;
import dev.tallystick.vault.deposit.LineOutcome.Refused;
import dev.tallystick.vault.identifier.PersonIdentifier;
import dev.tallystick.vault.identifier.SubjectToken;
import dev.tallystick.vault.identifier.Subjects;
import dev.tallystick.vault.identifier.Suppression;
import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.RetentionClass;
import dev.tallystick.vault.record.RecordIntake;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds whose the lines of a batch are; in the caller's transaction. */
@Singleton
final class LineOwners {
  private final Subjects subjects;
  private final Suppression suppression;
  private final RecordIntake records;

  LineOwners(Subjects subjects, Suppression suppression, RecordIntake records) {
    this.subjects = subjects;
    this.suppression = suppression;
    this.records = records;
  }

  /** Whose the lines are, in their order. Nobody of them is erased before the transaction ends. */
  List<OwnedLine> of(String platform, List<Admitted> lines, List<LineOutcome> unstored) {
    List<PersonIdentifier> identifiers =
        lines.stream().flatMap(line -> line.identifier().stream()).toList();
    Set<PersonIdentifier> suppressed = suppression.among(identifiers);
    Iterator<SubjectToken> resolved =
        subjects
            .hold(identifiers.stream().filter(one -> !suppressed.contains(one)).toList())
            .iterator();
    Set<String> known =
        subjects.known(lines.stream().flatMap(line -> line.subject().stream()).toList());
    List<OwnedLine> owners = new ArrayList<>(lines.size());
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
        owners.add(new OwnedLine(line, new KeyOwner(subject, platform, retention)));
      }
    }
    return owners;
  }

  private static Refused refuse(Admitted line, String code, String field, Optional<String> rule) {
    return new Refused(
        line.line(), line.category(), code, rule, Optional.of(field), Optional.empty(), true);
  }
}
