package dev.tallystick.vault.deposit;

import dev.tallystick.directory.DirectoryParty;
import dev.tallystick.directory.PartyDirectory;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.inject.Singleton;

/**
 * Whether a platform may deposit under an agreement at all, asked before anything of a chunk is
 * read. The decision that counts is made when the chunk is signed.
 */
@Singleton
final class ImportAdmission {
  private final PartyDirectory parties;

  ImportAdmission(PartyDirectory parties) {
    this.parties = parties;
  }

  /**
   * Lets the chunk be read, or refuses it.
   *
   * @throws VaultProblem if the platform is suspended or not registered, or the agreement is not in
   *     force for it
   */
  void require(String platform, String agreement) {
    // What is remembered may be older than the agreement.
    DirectoryParty party =
        parties
            .find(platform)
            .filter(known -> known.agreements().contains(agreement))
            .or(() -> parties.findAnew(platform))
            .filter(known -> !known.suspended())
            .orElseThrow(VaultProblemCode.PARTY_NOT_ADMITTED::problem);
    if (!party.agreements().contains(agreement)) {
      throw new VaultProblem(VaultProblemCode.AGREEMENT_NOT_IN_FORCE);
    }
  }
}
