package dev.tallystick.gateway.seal;

import dev.tallystick.keys.Envelopes;
import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.Kms;
import dev.tallystick.keys.SealBrokenException;
import dev.tallystick.keys.SealingContext;
import jakarta.inject.Singleton;

/**
 * Seals what the gateway keeps about persons, under keys of the Kms that the database does not
 * have: reports, identifiers on their way to the vault, and evidence. Each paper opens only as what
 * it was sealed as. Thread-safe.
 */
@Singleton
public final class SealedPapers {
  private final Envelopes reports;
  private final Envelopes evidence;

  SealedPapers(Kms kms) {
    this.reports = new Envelopes(kms, new KeyName("gateway-reports"));
    this.evidence = new Envelopes(kms, new KeyName("gateway-evidence"));
  }

  /** What kind of paper it is. */
  public enum Paper {
    /** Who is meant, until the vault has told their token. */
    PERSON,
    /** The content of a report. */
    REPORT,
    /** Why something was decided about a person. */
    EXPLANATION,
    /** What was handed over, or proves it. */
    EVIDENCE,
    /** What the messages to a webhook are signed with. */
    WEBHOOK
  }

  /**
   * Seals a paper.
   *
   * @param owner the id of the row that it belongs to
   */
  public byte[] seal(Paper paper, String owner, byte[] plain) {
    return of(paper).seal(plain, context(paper, owner));
  }

  /**
   * Opens a paper.
   *
   * @throws IllegalStateException if it was changed, or sealed as another one
   */
  public byte[] open(Paper paper, String owner, byte[] sealed) {
    try {
      return of(paper).open(sealed, context(paper, owner));
    } catch (SealBrokenException e) {
      throw new IllegalStateException("a kept paper does not open: " + paper, e);
    }
  }

  private Envelopes of(Paper paper) {
    return paper == Paper.EVIDENCE || paper == Paper.WEBHOOK ? evidence : reports;
  }

  private static SealingContext context(Paper paper, String owner) {
    return SealingContext.of("gateway", paper.name(), owner);
  }
}
