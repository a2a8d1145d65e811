package dev.tallystick.vault.objection;

import dev.tallystick.directory.DirectoryParty;
import dev.tallystick.directory.PartyDirectory;
import dev.tallystick.vault.identifier.Subjects;
import dev.tallystick.vault.leak.ReportedRows;
import dev.tallystick.vault.link.LinkedTokens;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;

/** What is known here of the releases that a person disputes, and of those who have to answer. */
@Singleton
final class DisputedReleases {
  private final Subjects subjects;
  private final LinkedTokens links;
  private final ReportedRows rows;
  private final PartyDirectory parties;

  DisputedReleases(
      Subjects subjects, LinkedTokens links, ReportedRows rows, PartyDirectory parties) {
    this.subjects = subjects;
    this.links = links;
    this.rows = rows;
    this.parties = parties;
  }

  /** A party that is registered. */
  Optional<DirectoryParty> find(String party) {
    return parties.find(party);
  }

  /**
   * Refuses reports that are known to be about somebody else; in the caller's transaction. A
   * release that is not known here is named in the log's entry all the same, and whoever answers
   * sees it.
   *
   * @throws VaultProblem if one of them is about another person
   */
  void requireNotOfOthers(String subject, List<UUID> releases) {
    SortedSet<String> tokens = links.of(subject);
    // Before the objections: an erasure takes the two in this order too.
    var unusedPerson = subjects.known(tokens);
    if (rows.isAboutOthers(releases, tokens)) {
      throw new VaultProblem(VaultProblemCode.RELEASE_UNKNOWN);
    }
  }
}
