package dev.tallystick.vault.objection;

import dev.tallystick.directory.DirectoryParty;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.ObjectionFiled;
import dev.tallystick.events.type.ObjectionId;
import dev.tallystick.problem.EnforcesRule;
import dev.tallystick.vault.category.PackCalendar;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.record.LoggedWork;
import dev.tallystick.vault.record.SaltedText;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Takes objections to releases: a person says that it was not them who asked. Nothing is marked;
 * the party that asked or sold answers within the term, as it does about records.
 */
@Singleton
final class ReleaseObjections {
  private static final Set<String> ANSWERING = Set.of("BUREAU", "LENDER", "PLATFORM");

  private final ObjectionRepository stored;
  private final DraftObjection drafts;
  private final LoggedWork work;
  private final DisputedReleases disputed;
  private final PackCalendar calendar;

  ReleaseObjections(
      ObjectionRepository stored,
      DraftObjection drafts,
      LoggedWork work,
      DisputedReleases disputed,
      PackCalendar calendar) {
    this.stored = stored;
    this.drafts = drafts;
    this.work = work;
    this.disputed = disputed;
    this.calendar = calendar;
  }

  /** Files it. The same again is answered with the first, while that is open. */
  @EnforcesRule("R46")
  Objection file(String subject, String party, List<String> events, String statement) {
    requireAnswering(party);
    List<UUID> releases =
        new TreeSet<>(events).stream().map(EventId::fromString).map(EventId::value).toList();
    LocalDate dueOn = calendar.objectionDueOn();
    SaltedText text = drafts.text(statement);
    return work.done(
        (keys, told) -> {
          disputed.requireNotOfOthers(subject, releases);
          Optional<Objection> before =
              stored.of(keys, subject).stream()
                  .filter(one -> one.isOpen() && one.party().equals(party))
                  .filter(one -> one.releases().containsAll(releases))
                  .findFirst();
          if (before.isPresent()) {
            return before.get();
          }
          Objection objection = drafts.toReleases(subject, party, releases, dueOn, text);
          Event filed = told.add(filed(objection), subject);
          stored.add(keys, objection, filed.id());
          return objection;
        });
  }

  private void requireAnswering(String party) {
    if (disputed.find(party).map(DirectoryParty::role).filter(ANSWERING::contains).isEmpty()) {
      throw VaultProblem.ofField(VaultProblemCode.OBJECTION_PARTIES, "party", "registered-party");
    }
  }

  private static ObjectionFiled filed(Objection objection) {
    return ObjectionFiled.builder()
        .objection(new ObjectionId(objection.id()))
        .party(objection.party())
        .releases(objection.releases().stream().map(EventId::new).toList())
        .statement(objection.statement().digest())
        .dueOn(objection.dueOn())
        .build();
  }
}
