package dev.tallystick.vault.deposit;

import dev.tallystick.vault.conflict.StatedFacts;
import dev.tallystick.vault.deposit.LineOutcome.Admitted;
import dev.tallystick.vault.document.KeptContent;
import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.record.NewRecord;
import dev.tallystick.vault.record.RecordIntake;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Stages some admitted lines in one transaction: finds whose they are, seals and stores them. Lines
 * that turn out to be nobody's, or derived from nothing that is here, are refused; those whose
 * record is here already are told as duplicates.
 */
@Singleton
final class StagedBatch {
  private final Keystore keystore;
  private final LineOwners owners;
  private final DraftRecords drafts;
  private final RecordIntake records;
  private final StatedFacts facts;

  StagedBatch(
      Keystore keystore,
      LineOwners owners,
      DraftRecords drafts,
      RecordIntake records,
      StatedFacts facts) {
    this.keystore = keystore;
    this.owners = owners;
    this.drafts = drafts;
    this.records = records;
    this.facts = facts;
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
    List<OwnedLine> lines = owners.of(platform, admitted, unstored);
    try (OpenKeys keys = keystore.open()) {
      keys.prepare(lines.stream().map(OwnedLine::owner).distinct().toList());
      List<NewRecord> owned = new ArrayList<>(lines.size());
      for (OwnedLine line : lines) {
        owned.add(drafts.of(keys, chunk, line));
      }
      List<NewRecord> stored = drafts.sift(owned, unstored);
      records.insert(keys, stored);
      facts.note(keys, statements(stored, lines));
      return new Result(stored, unstored);
    }
  }

  private static List<StatedFacts.Statement> statements(
      List<NewRecord> stored, List<OwnedLine> lines) {
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
}
