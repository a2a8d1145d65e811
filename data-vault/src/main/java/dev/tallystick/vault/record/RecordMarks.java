package dev.tallystick.vault.record;

import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.SealingPlace;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The marks on records. A statement is sealed under the key of the record that it is about. */
@Singleton
public final class RecordMarks {
  private final RecordMarkRepository rows;
  private final Clock clock;
  private final RandomGenerator random;

  RecordMarks(RecordMarkRepository rows, Clock clock, RandomGenerator random) {
    this.rows = rows;
    this.clock = clock;
    this.random = random;
  }

  /** Sets a mark; one of the same kind that is there is replaced. The record is locked. */
  public void set(OpenKeys keys, KeptRecord record, Mark mark) {
    RecordMarkEntity.Key key = new RecordMarkEntity.Key(record.id(), mark.kind());
    RecordMarkEntity row =
        rows.findByIdOptional(key).orElseGet(() -> new RecordMarkEntity(record.id(), mark.kind()));
    row.set(
        mark.objection(),
        mark.statement().map(text -> keys.seal(record.owner(), place(record.id()), text.toBytes())),
        clock.instant());
    rows.persist(row);
  }

  /** Attaches the person's own words to a locked record; returns them with their new salt. */
  public SaltedText state(OpenKeys keys, KeptRecord record, String words) {
    SaltedText statement = SaltedText.of(words, random);
    set(keys, record, new Mark(Mark.Kind.STATEMENT, Optional.empty(), Optional.of(statement)));
    return statement;
  }

  /** Takes a mark off. False if there was none. */
  public boolean remove(String record, Mark.Kind kind) {
    return rows.delete("record = ?1 and kind = ?2", record, kind) > 0;
  }

  /** Marks these records as contradicted; returns those that were not. */
  public List<MarkedRecord> setConflicts(Collection<String> records) {
    return rows.add(Mark.Kind.SOURCE_CONFLICT, records, clock.instant());
  }

  /** Takes that mark off these records; returns those that had it. */
  public List<MarkedRecord> removeConflicts(Collection<String> records) {
    return rows.remove(Mark.Kind.SOURCE_CONFLICT, records);
  }

  /** The same records with their marks. */
  List<KeptRecord> onto(OpenKeys keys, List<KeptRecord> records) {
    Map<String, KeyOwner> owners = new HashMap<>();
    records.forEach(record -> owners.put(record.id(), record.owner()));
    Map<String, List<Mark>> marks = find(keys, owners);
    return records.stream()
        .map(
            record ->
                new KeptRecord(
                    record.id(),
                    record.owner(),
                    record.category(),
                    record.schemaVersion(),
                    record.version(),
                    record.restricted(),
                    record.chunk(),
                    record.line(),
                    record.deposited(),
                    record.expiresOn(),
                    record.salt(),
                    record.content(),
                    marks.getOrDefault(record.id(), List.of())))
        .toList();
  }

  /** The marks of these records, each with its owner; none for those without. */
  Map<String, List<Mark>> find(OpenKeys keys, Map<String, KeyOwner> owners) {
    Map<String, List<Mark>> marks = new HashMap<>();
    if (owners.isEmpty()) {
      return marks;
    }
    for (RecordMarkEntity row : rows.of(owners.keySet())) {
      KeyOwner owner = owners.get(row.record());
      if (owner != null) {
        marks.computeIfAbsent(row.record(), any -> new ArrayList<>()).add(open(keys, owner, row));
      }
    }
    return marks;
  }

  private static Mark open(OpenKeys keys, KeyOwner owner, RecordMarkEntity row) {
    return row.toMark(
        row.statement().map(text -> SaltedText.parse(keys.open(owner, place(row.record()), text))));
  }

  private static SealingPlace place(String record) {
    return SealingPlace.of("record_mark", record, Mark.Kind.STATEMENT.name());
  }
}
