package dev.tallystick.vault.deposit;

import dev.tallystick.events.EventId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.vault.category.Catalogue;
import dev.tallystick.vault.document.LineOwner;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.lookup.LookupDigests;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.record.KeptRecord;
import dev.tallystick.vault.record.RecordVersions;
import dev.tallystick.vault.schema.ContentSchema;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Judges the new content of a record as a line of an import would be. */
@Singleton
public final class CorrectedContent {
  private final LineChecks checks;
  private final LookupDigests lookups;
  private final ChunkRepository chunks;

  CorrectedContent(LineChecks checks, LookupDigests lookups, ChunkRepository chunks) {
    this.checks = checks;
    this.lookups = lookups;
    this.chunks = chunks;
  }

  /**
   * What follows from the new content.
   *
   * @param schema what its fields were judged by
   * @param next what the record becomes
   * @param deposit the entry of the chunk that the record came in
   */
  public record Judged(ContentSchema schema, RecordVersions.Next next, Optional<EventId> deposit) {}

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
     * @throws dev.tallystick.problem.DomainProblem if its party could not deposit this
     */
    public Judged check(OpenKeys keys, KeptRecord record, JsonObject content) {
      JsonObject line = new LineOwner(record.owner().subject()).toJson().with(content);
      LineOutcome outcome =
          checks.by(catalogue, record.source()).check(1, CanonicalJson.bytes(line));
      if (outcome instanceof LineOutcome.Refused refused) {
        throw refusal(refused);
      }
      LineOutcome.Admitted admitted = (LineOutcome.Admitted) outcome;
      ContentSchema schema = admitted.schema();
      return new Judged(
          schema,
          new RecordVersions.Next(
              content,
              schema.version(),
              admitted.expiresOn(),
              lookups.of(keys, record.owner(), record.category(), schema, content)),
          chunks.eventOf(record.chunk()));
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
    return new Judge(checks.inForce());
  }
}
