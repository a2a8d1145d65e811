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

  /** The time, which asks nobody. */
  public Instant now() {
    return clock.instant();
  }
}
