package dev.tallystick.vault.category;

import dev.tallystick.vault.VaultConfig;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Which day it is where the rule pack in force counts days, and when what is to be answered is due.
 * Asks for the rule pack over HTTP, so not in a transaction.
 */
@Singleton
public final class PackCalendar {
  private final Catalogues catalogues;
  private final VaultConfig.Rights terms;
  private final Clock clock;

  PackCalendar(Catalogues catalogues, VaultConfig.Rights terms, Clock clock) {
    this.catalogues = catalogues;
    this.terms = terms;
    this.clock = clock;
  }

  /** The day by which terms begin and end. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), catalogues.current().zone());
  }

  /** By when a party answers an objection that is filed today. */
  public LocalDate objectionDueOn() {
    return today().plus(terms.objectionTerm());
  }

  /** By when a recipient says what it did about a change that it is told today. */
  public LocalDate answerDueOn() {
    return today().plus(terms.answerTerm());
  }

  /** By when an authority accepts a complaint that is filed today. */
  public LocalDate complaintAcceptBy() {
    return catalogues.current().complaintTerms().acceptBy(today());
  }

  /** By when an authority answers a complaint that is accepted today. */
  public LocalDate complaintDueOn() {
    return catalogues.current().complaintTerms().dueOn(today());
  }

  /** The name of the rule pack in force. */
  public String pack() {
    return catalogues.current().pack();
  }

  /** The time, which asks nobody. */
  public Instant now() {
    return clock.instant();
  }
}
