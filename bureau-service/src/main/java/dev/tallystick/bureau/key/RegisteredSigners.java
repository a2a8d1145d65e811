package dev.tallystick.bureau.key;

import dev.tallystick.bureau.directory.Parties;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.keys.Signer;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What bureaus sign with now: the newest key of each that consent-service knows as valid. */
@Singleton
public final class RegisteredSigners {
  private final BureauKeys keys;
  private final Parties parties;

  RegisteredSigners(BureauKeys keys, Parties parties) {
    this.keys = keys;
    this.parties = parties;
  }

  /**
   * The bureau's signer; none without a registered key.
   *
   * @throws dev.tallystick.directory.ConsentUnavailable if that cannot be known
   */
  public Optional<Signer> find(BureauId bureau) {
    return keys.signer(bureau, parties.keyIds(bureau.value()));
  }

  /**
   * The bureau's signer.
   *
   * @throws BureauProblem if it has no registered key
   * @throws dev.tallystick.directory.ConsentUnavailable if that cannot be known
   */
  public Signer require(BureauId bureau) {
    return find(bureau)
        .orElseThrow(() -> new BureauProblem(BureauProblemCode.BUREAU_KEY_NOT_REGISTERED));
  }
}
