package dev.tallystick.vault.deposit;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.vault.category.Catalogue;
import dev.tallystick.vault.category.Catalogues;
import dev.tallystick.vault.document.LineOwner;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.schema.ContentSchema;
import dev.tallystick.vault.schema.ContentSchemas;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;

/** Judges the new content of a record as a line of an import would be. */
@Singleton
public final class CorrectedContent {
  private final Catalogues catalogues;
  private final ContentSchemas schemas;
  private final Clock clock;

  CorrectedContent(Catalogues catalogues, ContentSchemas schemas, Clock clock) {
    this.catalogues = catalogues;
    this.schemas = schemas;
    this.clock = clock;
  }

  /**
   * What follows from the new content.
   *
   * @param schema what its fields were judged by
   * @param expiresOn the first day on which the record is shown no more
   */
  public record Judged(ContentSchema schema, Optional<LocalDate> expiresOn) {}

  /** Judges by the rule pack that was in force when it was asked for. */
  public final class Judge {
    private final Catalogue catalogue;

    private Judge(Catalogue catalogue) {
      this.catalogue = catalogue;
    }

    /**
     * Judges new content.
     *
     * @param content the whole of the record as it shall be
     * @throws dev.tallystick.problem.DomainProblem if a platform could not deposit this
     */
    public Judged check(String platform, String subject, JsonObject content) {
      JsonObject line = new LineOwner(subject).toJson().with(content);
      LineOutcome outcome =
          new LineCheck(catalogue, schemas, platform, clock.instant())
              .check(1, CanonicalJson.bytes(line));
      if (outcome instanceof LineOutcome.Refused refused) {
        throw refusal(refused);
      }
      LineOutcome.Admitted admitted = (LineOutcome.Admitted) outcome;
      return new Judged(admitted.schema(), admitted.expiresOn());
    }
  }

  /** Why a correction could not have been deposited. */
  private static VaultProblem refusal(LineOutcome.Refused line) {
    VaultProblem problem =
        VaultProblem.relayed(
            VaultProblem.ofDetail(
                    VaultProblemCode.CORRECTION_INVALID,
                    "A platform could not deposit the record like this: " + line.code() + ".")
                .document()
                .withField(line.field().orElse("fields"), line.broken().orElse(line.code())));
    return line.ruleId().map(problem::byRule).orElse(problem);
  }

  /** A judge by the rule pack in force; it is asked for over HTTP, so not in a transaction. */
  public Judge judge() {
    return new Judge(catalogues.current());
  }
}
