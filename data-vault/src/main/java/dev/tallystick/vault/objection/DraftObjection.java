package dev.tallystick.vault.objection;

import dev.tallystick.vault.PublicIds;
import dev.tallystick.vault.category.PackCalendar;
import dev.tallystick.vault.record.KeptRecord;
import dev.tallystick.vault.record.SaltedText;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Draws what is new about an objection: its id, and the salts of what is written. */
@Singleton
final class DraftObjection {
  private final PublicIds ids;
  private final RandomGenerator random;
  private final PackCalendar calendar;

  DraftObjection(PublicIds ids, RandomGenerator random, PackCalendar calendar) {
    this.ids = ids;
    this.random = random;
    this.calendar = calendar;
  }

  /** What somebody has written, with a new salt. */
  SaltedText text(String words) {
    return SaltedText.of(words, random);
  }

  /** An open objection of now to records of one party. */
  Objection of(String subject, List<KeptRecord> records, LocalDate dueOn, SaltedText statement) {
    return new Objection(
        ids.draw("obj"),
        subject,
        records.get(0).source(),
        records.stream().map(KeptRecord::id).toList(),
        List.of(),
        Objection.State.OPEN,
        calendar.now(),
        dueOn,
        statement,
        Optional.empty(),
        Optional.empty());
  }

  /** An open objection of now to releases, which a party has to answer for. */
  Objection toReleases(
      String subject, String party, List<UUID> releases, LocalDate dueOn, SaltedText statement) {
    return new Objection(
        ids.draw("obj"),
        subject,
        party,
        List.of(),
        releases,
        Objection.State.OPEN,
        calendar.now(),
        dueOn,
        statement,
        Optional.empty(),
        Optional.empty());
  }
}
