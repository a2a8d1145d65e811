package dev.tallystick.vault.release;

import dev.tallystick.events.EventId;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.DepositGroup;
import dev.tallystick.party.Payload;
import dev.tallystick.party.ReleaseRequest;
import dev.tallystick.vault.PublicIds;
import dev.tallystick.vault.document.HandedHead;
import dev.tallystick.vault.identifier.Subjects;
import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.RetentionClass;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.record.ReleasableRecords;
import dev.tallystick.vault.record.StoredRecord;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Opens the records that permits cover, and puts those of each source into a payload. */
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
  private final Subjects subjects;
  private final PublicIds ids;
  private final RandomGenerator random;

  AssemblePayload(
      ReleasableRecords records, Subjects subjects, PublicIds ids, RandomGenerator random) {
    this.records = records;
    this.subjects = subjects;
    this.ids = ids;
    this.random = random;
  }

  /**
   * What is released of a source.
   *
   * @param byToken its records by the token that they are kept under; that of the request is there
   *     in any case
   * @param deposits what its records came in, each once
   */
  record Assembled(
      PermittedSource source,
      Payload payload,
      SortedMap<String, List<JsonObject>> byToken,
      List<EventId> deposits) {
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
   * The records kept under any token of the person, as a payload for each source; nothing of those
   * that have none any more. In the caller's transaction, until whose end the person is not
   * forgotten and none of their keys destroyed.
   *
   * @param today by which it is judged what has expired
   * @throws VaultProblem if there are too many of a source
   */
  List<Assembled> assemble(
      OpenKeys keys, ReleaseRequest request, LocalDate today, List<PermittedSource> sources) {
    Set<String> tokens = subjects.known(records.tokensOf(request.subject()));
    fetchKeys(keys, tokens, request.subject(), sources);
    Map<String, ReleasableRecords.Selected> found =
        records
            .read(
                keys,
                new ReleasableRecords.Selection(
                    tokens,
                    sources.stream().map(PermittedSource::permitted).toList(),
                    today,
                    request.observed()),
                MAX_RECORDS)
            .orElseThrow(VaultProblemCode.RELEASE_TOO_LARGE::problem);
    return sources.stream()
        .map(
            source ->
                assemble(
                    request.subject(), source, Objects.requireNonNull(found.get(source.source()))))
        .filter(one -> !one.isEmpty())
        .toList();
  }

  /** The keys that the records open with, and those that the releases are sealed with. */
  private static void fetchKeys(
      OpenKeys keys, Set<String> tokens, String subject, List<PermittedSource> sources) {
    List<KeyOwner> owners = new ArrayList<>();
    for (PermittedSource source : sources) {
      for (String token : tokens) {
        owners.add(new KeyOwner(token, source.source(), RetentionClass.ORDINARY));
        owners.add(new KeyOwner(token, source.source(), RetentionClass.ADVERSE));
      }
      owners.add(Intent.owner(subject, source.source()));
    }
    keys.fetch(owners);
  }

  private Assembled assemble(
      String subject, PermittedSource source, ReleasableRecords.Selected found) {
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
    byToken.put(subject, new ArrayList<>());
    for (JsonObject record : payload.records()) {
      String token = Objects.requireNonNull(found.tokens().get(record.getString("record")));
      byToken.computeIfAbsent(token, any -> new ArrayList<>()).add(record);
    }
    return new Assembled(source, payload, byToken, deposits);
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
