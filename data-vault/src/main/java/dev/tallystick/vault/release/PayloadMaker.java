package dev.tallystick.vault.release;

import dev.tallystick.events.JsonObject;
import dev.tallystick.party.Payload;
import dev.tallystick.party.ReleaseRequest;
import dev.tallystick.vault.PublicIds;
import dev.tallystick.vault.category.Catalogues;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.record.Lineage;
import dev.tallystick.vault.record.RecordTable;
import dev.tallystick.vault.record.StoredRecord;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;

/** Opens the records of one source that a permit covers, and puts them into a payload. */
@Singleton
final class PayloadMaker {
  /** The most records of a release, before those of another time are left out. */
  static final int MOST_RECORDS = 2_000;

  /** The most bytes of a release's plaintext. */
  static final int MOST_BYTES = 4 * 1024 * 1024;

  private final RecordTable records;
  private final Lineage lineage;
  private final Catalogues catalogues;
  private final PublicIds ids;
  private final Clock clock;
  private final RandomGenerator random;

  PayloadMaker(
      RecordTable records,
      Lineage lineage,
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

  /** The day by which it is judged what has expired. */
  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), catalogues.current().zone());
  }

  /**
   * The payload; without records when there are none any more.
   *
   * @throws ReleaseProblem if there are too many
   */
  Payload make(
      Connection connection,
      OpenKeys keys,
      ReleaseRequest request,
      String from,
      List<String> categories)
      throws SQLException {
    List<StoredRecord> all =
        records.read(
            connection, keys, request.subject(), from, categories, today(), MOST_RECORDS + 1);
    if (all.size() > MOST_RECORDS) {
      throw new ReleaseProblem.TooLarge();
    }
    List<StoredRecord> found = all.stream().filter(record -> isAsked(request, record)).toList();
    List<StoredRecord> usable = lineage.usable(connection, keys, found, categories);
    Payload payload =
        Payload.ofRecords(
            ids.draw("rel"), usable.stream().map(PayloadMaker::json).toList(), random);
    if (payload.plaintext().length > MOST_BYTES) {
      throw new ReleaseProblem.TooLarge();
    }
    return payload;
  }

  private static boolean isAsked(ReleaseRequest request, StoredRecord record) {
    return request
        .observed()
        .map(time -> time.covers(record.content().getString("observedAt")))
        .orElse(true);
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
