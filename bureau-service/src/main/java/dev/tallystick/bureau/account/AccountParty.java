package dev.tallystick.bureau.account;

import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.caller.Caller;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which side of an account the caller is: its bureau, or the party that it is with. */
@RequestScoped
class AccountParty {
  private final Caller caller;

  AccountParty(Caller caller) {
    this.caller = caller;
  }

  /**
   * Whose account is asked for.
   *
   * @param other the party that may see its own side alone; empty if the bureau asks
   */
  record Side(BureauId bureau, Optional<String> other) {
    /** The other side, or the one that the bureau names. */
    Optional<String> orNamed(@Nullable String to) {
      return other.or(() -> Optional.ofNullable(to));
    }
  }

  /**
   * The caller's side of an account with this bureau.
   *
   * @param named the bureau; left out, the caller's own
   */
  Side of(@Nullable String named) {
    String party = caller.requireParty();
    String bureau = named == null ? party : named;
    boolean isOwn = bureau.equals(party) && caller.hasRole("bureau");
    return new Side(new BureauId(bureau), isOwn ? Optional.empty() : Optional.of(party));
  }
}
