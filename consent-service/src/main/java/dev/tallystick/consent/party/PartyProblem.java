package dev.tallystick.consent.party;

import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;

/** Why something about a party is refused. */
public abstract sealed class PartyProblem extends DomainProblem {
  private static final long serialVersionUID = 1L;

  private PartyProblem(ProblemDocument document) {
    super(document);
  }

  /** 404: no party of this id is registered. */
  public static final class Unknown extends PartyProblem {
    private static final long serialVersionUID = 1L;

    public Unknown() {
      super(
          ProblemDocument.of(
              "PARTY_UNKNOWN", 404, "Party unknown", "No party of this id is registered."));
    }
  }

  /** 409: the id is taken. */
  public static final class Exists extends PartyProblem {
    private static final long serialVersionUID = 1L;

    Exists() {
      super(
          ProblemDocument.of(
              "PARTY_EXISTS",
              409,
              "Party registered already",
              "A party of this id is registered."));
    }
  }

  /** 409: nothing is to be lifted. */
  public static final class NotSuspended extends PartyProblem {
    private static final long serialVersionUID = 1L;

    NotSuspended() {
      super(
          ProblemDocument.of(
              "PARTY_NOT_SUSPENDED", 409, "Party not suspended", "No suspension is to be lifted."));
    }
  }

  /** 404: no licence of this id. */
  public static final class LicenceUnknown extends PartyProblem {
    private static final long serialVersionUID = 1L;

    LicenceUnknown() {
      super(
          ProblemDocument.of(
              "LICENCE_UNKNOWN", 404, "Licence unknown", "No licence of this id is recorded."));
    }
  }

  /** 409: the licence has ended already. */
  public static final class LicenceRevoked extends PartyProblem {
    private static final long serialVersionUID = 1L;

    LicenceRevoked() {
      super(
          ProblemDocument.of(
              "LICENCE_REVOKED", 409, "Licence revoked already", "The licence is revoked."));
    }
  }

  /** 422: the end is not after the beginning. */
  public static final class PeriodInvalid extends PartyProblem {
    private static final long serialVersionUID = 1L;

    public PeriodInvalid() {
      super(
          ProblemDocument.of(
                  "PERIOD_INVALID", 422, "Period refused", "The end must come after the beginning.")
              .withField("validTo", "after-valid-from"));
    }
  }

  /** 422: the key is not one that the suite uses. */
  public static final class KeyInvalid extends PartyProblem {
    private static final long serialVersionUID = 1L;

    KeyInvalid(String rule) {
      super(
          ProblemDocument.of(
                  "KEY_INVALID",
                  422,
                  "Key refused",
                  "A signing key is on Ed25519, an encryption key on P-256.")
              .withField("jwk", rule));
    }
  }

  /** 422: the proof is of another key. */
  public static final class KeyProofMismatch extends PartyProblem {
    private static final long serialVersionUID = 1L;

    KeyProofMismatch(String member) {
      super(
          ProblemDocument.of(
                  "KEY_PROOF_MISMATCH",
                  422,
                  "Proof of another key",
                  "The proof must name the party, the use and the thumbprint of this key.")
              .withField("proof." + member, "of-this-key"));
    }
  }

  /** 409: the key is there. */
  public static final class KeyExists extends PartyProblem {
    private static final long serialVersionUID = 1L;

    KeyExists() {
      super(
          ProblemDocument.of(
              "KEY_EXISTS",
              409,
              "Key registered already",
              "This key is or was registered. Draw a new one."));
    }
  }

  /** 404: no such key that could be revoked. */
  public static final class KeyUnknown extends PartyProblem {
    private static final long serialVersionUID = 1L;

    KeyUnknown() {
      super(
          ProblemDocument.of(
              "KEY_UNKNOWN", 404, "Key unknown", "The party has no such key, or has revoked it."));
    }
  }
}
