package dev.tallystick.vault.release;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.Payload;
import dev.tallystick.party.ReleaseRequest;
import dev.tallystick.vault.PublicIds;
import dev.tallystick.vault.category.Catalogues;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.record.RecordLineage;
import dev.tallystick.vault.record.ReleasableRecords;
import dev.tallystick.vault.record.StoredRecord;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;

/** Opens the records of one source that a permit covers, and puts them into a payload. */
@Singleton
final class AssemblePayload {
  /** The most records of a release. */
  static final int MAX_RECORDS = 2_000;

  /** The most bytes of a release's plaintext. */
  static final int MAX_BYTES = 4 * 1024 * 1024;

  private final ReleasableRecords records;
  private final RecordLineage lineage;
  private final Catalogues catalogues;
  private final PublicIds ids;
  private final Clock clock;
  private final RandomGenerator random;

  AssemblePayload(
      ReleasableRecords records,
      RecordLineage lineage,
      Catalogues catalogues,
      PublicIds ids,
      Clock clock,
      RandomGenerator random) {
    this.records = records;
    this.lineage = lineage;
    this.catalogues = catalogues;
    this.ids = ids;
    this.clock = clock;
    this.random = random;
  }

  /**
   * The day by which it is judged what has expired; asks for the rule pack, so not in a
   * transaction.
   */
  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), catalogues.current().zone());
  }

  /**
   * The payload; without records when there are none any more.
   *
   * @throws VaultProblem if there are too many
   */
  Payload make(
      OpenKeys keys,
      ReleaseRequest request,
      String from,
      List<String> categories,
      LocalDate today) {
    ReleasableRecords.Selected found =
        records.read(
            keys,
            new ReleasableRecords.Selection(
                request.subject(), from, categories, today, request.observed()),
            MAX_RECORDS);
    if (!found.complete()) {
      throw new VaultProblem(VaultProblemCode.RELEASE_TOO_LARGE);
    }
    List<StoredRecord> usable = lineage.usable(keys, found.records(), categories);
    Payload payload =
        Payload.ofRecords(
            ids.draw("rel"), usable.stream().map(AssemblePayload::json).toList(), random);
    if (payload.plaintext().length > MAX_BYTES) {
      throw new VaultProblem(VaultProblemCode.RELEASE_TOO_LARGE);
    }
    return payload;
  }

  private static JsonObject json(StoredRecord record) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("record", record.id())
            .put(
                "salt",
                Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(record.salt().toByteArray()));
    record.content().forEach(json::put);
    record.markMembers().forEach(json::put);
    if (record.version() > 1) {
      json.put("version", record.version());
    }
    return json.build();
  }
}
