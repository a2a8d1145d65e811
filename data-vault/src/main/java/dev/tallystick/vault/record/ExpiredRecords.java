package dev.tallystick.vault.record;

import dev.tallystick.vault.identifier.Subjects;
import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.RetentionClass;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Empties the rows of adverse records whose term is over, and shreds the keys that nothing is left
 * of.
 */
@Singleton
public final class ExpiredRecords {
  private final KeptRecords kept;
  private final RecordRepository rows;
  private final RecordErasure erasure;
  private final Subjects subjects;
  private final Keystore keystore;

  ExpiredRecords(
      KeptRecords kept,
      RecordRepository rows,
      RecordErasure erasure,
      Subjects subjects,
      Keystore keystore) {
    this.kept = kept;
    this.rows = rows;
    this.erasure = erasure;
    this.subjects = subjects;
    this.keystore = keystore;
  }

  /**
   * What was taken away.
   *
   * @param last the id of the last record that was looked at; none if nothing more has expired
   */
  public record Taken(List<KeptRecord> records, Optional<String> last) {
    public Taken {
      records = List.copyOf(records);
    }
  }

  /**
   * Takes away some of what expired, in the caller's transaction. What does not open stays, and so
   * does for now what is about people of whom somebody is storing something just now: that may be
   * sealed under the key that would go.
   *
   * @param after only records whose id is greater; all when empty
   */
  public Taken takeAway(LocalDate today, String after, int most) {
    KeptRecords.Expired found;
    try (OpenKeys keys = keystore.open()) {
      found = kept.expired(keys, today, after, most);
    }
    Set<String> held =
        subjects.held(
            found.opened().stream()
                .map(record -> record.owner().subject())
                .collect(Collectors.toSet()));
    List<KeptRecord> expired =
        found.opened().stream().filter(record -> !held.contains(record.owner().subject())).toList();
    erasure.empty(expired.stream().map(KeptRecord::id).toList(), "EXPIRED");
    for (KeyOwner owner : expired.stream().map(KeptRecord::owner).collect(Collectors.toSet())) {
      if (!rows.isAny(owner)) {
        var unusedKeys =
            keystore.shred(
                owner.subject(), Optional.of(owner.source()), Set.of(RetentionClass.ADVERSE));
      }
    }
    return new Taken(expired, found.last());
  }
}
