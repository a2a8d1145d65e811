package dev.tallystick.party;

/** Why a signed statement is refused; the same everywhere in the suite. */
public enum StatementRefusal {
  /** Not a signed text of this kind, or a member that is missing, unknown or of another form. */
  REQUEST_MALFORMED(422),
  /** The issuer has no such key, or the signature fails. */
  REQUEST_SIGNATURE_INVALID(403),
  /** Said to someone else. */
  REQUEST_AUDIENCE_WRONG(422),
  /** Said too long ago, or not yet. */
  REQUEST_EXPIRED(422),
  /** The issuer is not the party that presents it. */
  REQUEST_PARTY_MISMATCH(403),
  /** This issuer has said this, under this id, before. */
  REQUEST_REPLAYED(409);

  private final int status;

  StatementRefusal(int status) {
    this.status = status;
  }

  /** The HTTP status that goes with it. */
  public int status() {
    return status;
  }
}
