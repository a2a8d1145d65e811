package dev.tallystick.vault.complaint;

import dev.tallystick.directory.DirectoryParty;
import dev.tallystick.directory.PartyDirectory;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.ComplaintFiled;
import dev.tallystick.events.type.ComplaintId;
import dev.tallystick.vault.identifier.Subjects;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.record.LoggedWork;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A person complains. */
@Singleton
final class FileComplaint {
  private static final String AUTHORITY = "REGULATOR";

  private final ComplaintRepository stored;
  private final DraftComplaint drafts;
  private final LoggedWork work;
  private final PartyDirectory parties;
  private final Subjects subjects;

  FileComplaint(
      ComplaintRepository stored,
      DraftComplaint drafts,
      LoggedWork work,
      PartyDirectory parties,
      Subjects subjects) {
    this.stored = stored;
    this.drafts = drafts;
    this.work = work;
    this.parties = parties;
    this.subjects = subjects;
  }

  /**
   * Files a complaint. The same words again are answered with the first, while that is not decided.
   *
   * @param about the entries of the log that it is about
   * @throws VaultProblem if it is to no authority, or about nobody
   */
  Complaint file(
      String subject,
      String authority,
      String against,
      String statement,
      Collection<String> about) {
    requireRole(authority, "authority", /* isAuthority= */ true);
    requireRole(against, "against", /* isAuthority= */ false);
    Complaint complaint = drafts.of(subject, authority, against, statement);
    List<EventId> entries = new TreeSet<>(about).stream().map(EventId::fromString).toList();
    return work.done(
        (keys, told) -> {
          // Before the complaints: an erasure takes the two in this order too.
          var unusedPerson = subjects.known(Set.of(subject));
          Optional<Complaint> before =
              stored.of(keys, subject).stream().filter(one -> isSame(one, complaint)).findFirst();
          if (before.isPresent()) {
            return before.get();
          }
          Event filed = told.add(filed(complaint, entries), subject);
          stored.add(keys, complaint, filed.id());
          return complaint;
        });
  }

  private void requireRole(String party, String field, boolean isAuthority) {
    Optional<DirectoryParty> found = parties.find(party);
    if (found.filter(one -> one.role().equals(AUTHORITY) == isAuthority).isEmpty()) {
      throw VaultProblem.ofField(
          VaultProblemCode.COMPLAINT_PARTY_INVALID,
          field,
          isAuthority ? "registered-authority" : "registered-party");
    }
  }

  private static boolean isSame(Complaint before, Complaint now) {
    return before.decision().isEmpty()
        && before.authority().equals(now.authority())
        && before.against().equals(now.against())
        && before.words().statement().text().equals(now.words().statement().text());
  }

  private static ComplaintFiled filed(Complaint complaint, List<EventId> about) {
    return ComplaintFiled.builder()
        .complaint(new ComplaintId(complaint.id()))
        .authority(complaint.authority())
        .against(complaint.against())
        .statement(complaint.words().statement().digest())
        .acceptBy(complaint.acceptBy())
        .about(about)
        .build();
  }
}
