package dev.tallystick.vault.release;

import dev.tallystick.events.EventId;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.DepositGroup;
import dev.tallystick.party.Payload;
import dev.tallystick.party.ReleaseRequest;
import dev.tallystick.vault.PublicIds;
import dev.tallystick.vault.category.PackCalendar;
import dev.tallystick.vault.document.HandedHead;
import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.record.ReleasableRecords;
import dev.tallystick.vault.record.StoredRecord;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Opens the records of one source that a permit covers, and puts them into a payload. */
@Singleton
final class AssemblePayload {
  /** The most records of a release. */
  static final int MAX_RECORDS = 2_000;

  /** The most deposits that a release is made from: as many as its entry has room to name. */
  static final int MAX_DEPOSITS = 1_024;

  private static final int MAX_GROUP = 256;

  /** The most bytes of a release's plaintext. */
  static final int MAX_BYTES = 4 * 1024 * 1024;

  private final ReleasableRecords records;
  private final PublicIds ids;
  private final RandomGenerator random;
  private final Keystore keystore;
  private final PackCalendar calendar;

  AssemblePayload(
      ReleasableRecords records,
      PublicIds ids,
      RandomGenerator random,
      Keystore keystore,
      PackCalendar calendar) {
    this.records = records;
    this.ids = ids;
    this.random = random;
    this.keystore = keystore;
    this.calendar = calendar;
  }

  /**
   * What is released.
   *
   * @param byToken its records by the token that they are kept under; that of the request is there
   *     in any case
   * @param deposits what its records came in, each once
   */
  record Assembled(
      Payload payload, SortedMap<String, List<JsonObject>> byToken, List<EventId> deposits) {
    Assembled {
      deposits = List.copyOf(deposits);
    }

    /** The deposits as the entry names them: in ascending order, so many in a group. */
    List<DepositGroup> depositGroups() {
      List<DepositGroup> groups = new ArrayList<>();
      for (int from = 0; from < deposits.size(); from += MAX_GROUP) {
        groups.add(
            new DepositGroup(deposits.subList(from, Math.min(deposits.size(), from + MAX_GROUP))));
      }
      return groups;
    }

    /** The tokens besides that of the request whose records are in it. */
    List<String> others(String subject) {
      return byToken.keySet().stream().filter(token -> !token.equals(subject)).toList();
    }

    boolean isEmpty() {
      return payload.records().isEmpty();
    }

    @Override
    public String toString() {
      return "Assembled[" + payload.releaseId() + "]";
    }
  }

  /**
   * The records kept under any token of the person, as a payload; without records when there are
   * none any more.
   *
   * @throws VaultProblem if there are too many
   */
  Assembled assemble(ReleaseRequest request, String from, List<String> categories) {
    var selection =
        new ReleasableRecords.Selection(
            request.subject(), from, categories, calendar.today(), request.observed());
    ReleasableRecords.Selected found =
        QuarkusTransaction.requiringNew().call(() -> read(selection));
    if (!found.complete()) {
      throw new VaultProblem(VaultProblemCode.RELEASE_TOO_LARGE);
    }
    List<EventId> deposits =
        found.records().stream()
            .map(StoredRecord::deposit)
            .distinct()
            .sorted(Comparator.comparing(EventId::toString))
            .toList();
    if (deposits.size() > MAX_DEPOSITS) {
      throw new VaultProblem(VaultProblemCode.RELEASE_TOO_LARGE);
    }
    Payload payload =
        Payload.ofRecords(
            ids.draw("rel"), found.records().stream().map(AssemblePayload::json).toList(), random);
    if (payload.plaintext().length > MAX_BYTES) {
      throw new VaultProblem(VaultProblemCode.RELEASE_TOO_LARGE);
    }
    SortedMap<String, List<JsonObject>> byToken = new TreeMap<>();
    byToken.put(request.subject(), new ArrayList<>());
    for (JsonObject record : payload.records()) {
      String token = Objects.requireNonNull(found.tokens().get(record.getString("record")));
      byToken.computeIfAbsent(token, any -> new ArrayList<>()).add(record);
    }
    return new Assembled(payload, byToken, deposits);
  }

  private ReleasableRecords.Selected read(ReleasableRecords.Selection selection) {
    try (OpenKeys keys = keystore.open()) {
      return records.read(keys, selection, MAX_RECORDS);
    }
  }

  private static JsonObject json(StoredRecord record) {
    OptionalLong version =
        record.version() > 1 ? OptionalLong.of(record.version()) : OptionalLong.empty();
    return new HandedHead(record.id(), record.salt(), version)
        .toJson()
        .with(record.content())
        .with(record.markMembers());
  }
}
