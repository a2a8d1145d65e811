package dev.tallystick.vault.deposit;

import dev.tallystick.events.CanonicalJson;
import dev.tallystick.events.JsonObject;
import dev.tallystick.vault.category.Catalogues;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;

/** Judges the new content of a record as a line of an import would be. */
@Singleton
public final class CorrectedContent {
  private final Catalogues catalogues;
  private final Clock clock;

  CorrectedContent(Catalogues catalogues, Clock clock) {
    this.catalogues = catalogues;
    this.clock = clock;
  }

  /**
   * The first day on which the record is shown no more, if there is one.
   *
   * @param content the whole of the record as it shall be
   * @throws dev.tallystick.problem.DomainProblem if a platform could not deposit this
   */
  public Optional<LocalDate> check(String platform, String subject, JsonObject content) {
    JsonObject.Builder line = JsonObject.builder().put("subject", subject);
    content.forEach(line::put);
    LineOutcome outcome =
        new LineCheck(catalogues.current(), platform, clock.instant())
            .check(1, CanonicalJson.bytes(line.build()));
    if (outcome instanceof LineOutcome.Refused refused) {
      throw new CorrectedContentProblem(refused);
    }
    return ((LineOutcome.Admitted) outcome).expiresOn();
  }
}
