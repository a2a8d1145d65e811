package dev.tallystick.vault.complaint;

import dev.tallystick.caller.StaffReason;
import dev.tallystick.vault.link.LinkedTokens;
import dev.tallystick.vault.record.LoggedWork;
import dev.tallystick.vault.staff.StaffLooks;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Shows complaints to those whom they concern. */
@Singleton
final class Complaints {
  private static final String WHAT = "COMPLAINT";

  private final ComplaintRepository stored;
  private final LoggedWork work;
  private final LinkedTokens links;
  private final StaffLooks looks;

  Complaints(ComplaintRepository stored, LoggedWork work, LinkedTokens links, StaffLooks looks) {
    this.stored = stored;
    this.work = work;
    this.links = links;
    this.looks = looks;
  }

  /** A person's, under every token that stands for them, the latest first. */
  List<Complaint> of(String subject) {
    return work.done(
        (keys, told) ->
            links.of(subject).stream()
                .flatMap(token -> stored.of(keys, token).stream())
                .sorted(Comparator.comparing(Complaint::id).reversed())
                .toList());
  }

  /** What an authority has to accept or to decide, the oldest first; each person sees the look. */
  List<Complaint> openTo(String authority, StaffReason reason) {
    return seen(
        authority, Optional.of(reason), work.done((keys, told) -> stored.openTo(keys, authority)));
  }

  /** What a party may say something about, the oldest first. */
  List<Complaint> openAbout(String party, Optional<StaffReason> reason) {
    return seen(party, reason, work.done((keys, told) -> stored.openAbout(keys, party)));
  }

  /** What staff see, once the log has it under each person that they look. */
  private List<Complaint> seen(
      String party, Optional<StaffReason> reason, List<Complaint> complaints) {
    reason.ifPresent(
        why -> looks.tell(party, why, complaints.stream().map(Complaint::subject).toList(), WHAT));
    return complaints;
  }
}
