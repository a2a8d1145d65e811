package dev.tallystick.vault.right;

import dev.tallystick.events.Event;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.RightFulfilled;
import dev.tallystick.events.type.RightId;
import dev.tallystick.events.type.RightKind;
import dev.tallystick.events.type.RightRequested;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.LogPublisher;
import dev.tallystick.vault.PublicIds;
import dev.tallystick.vault.category.PackCalendar;
import dev.tallystick.vault.document.ExportedRecord;
import dev.tallystick.vault.document.KeptContent;
import dev.tallystick.vault.document.RecordExport;
import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.record.KeptRecord;
import dev.tallystick.vault.record.KeptRecords;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a person carries away (R45): what was collected on their consent or for a contract with
 * them, with where it came from and the salts that prove it; no score that somebody has derived.
 */
@Singleton
final class ExportMyRecords {
  private static final Set<String> BASES = Set.of("CONSENT", "CONTRACT");
  private static final String DERIVED = "DERIVED.";
  private static final int PAGE = 1_000;

  private final KeptRecords kept;
  private final Keystore keystore;
  private final LogPublisher notes;
  private final PublicIds ids;
  private final PackCalendar calendar;

  ExportMyRecords(
      KeptRecords kept,
      Keystore keystore,
      LogPublisher notes,
      PublicIds ids,
      PackCalendar calendar) {
    this.kept = kept;
    this.keystore = keystore;
    this.notes = notes;
    this.ids = ids;
    this.calendar = calendar;
  }

  /**
   * The export, in canonical JSON; the log has its digest, filed under each party whose records are
   * in it.
   *
   * @param after only records whose ids are greater; from the first when empty
   * @param handedTo the party that the person will give it to, if they say so
   */
  byte[] export(String subject, String after, Optional<String> handedTo) {
    Instant now = calendar.now();
    LocalDate today = calendar.today();
    List<Event> events = new ArrayList<>();
    byte[] json =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  events.clear();
                  List<KeptRecord> all;
                  try (OpenKeys keys = keystore.open()) {
                    all = kept.ofPerson(keys, subject, after, PAGE);
                  }
                  List<KeptRecord> records =
                      all.stream().filter(ExportMyRecords::isPortable).toList();
                  Optional<String> next =
                      all.size() < PAGE ? Optional.empty() : Optional.of(all.get(PAGE - 1).id());
                  byte[] export = json(subject, now, records, next);
                  Set<String> parties = new TreeSet<>();
                  records.forEach(record -> parties.add(record.source()));
                  for (String party : parties) {
                    RightId right = new RightId(ids.draw("rgt"));
                    events.add(
                        notes.store(
                            notes.make(
                                new RightRequested(
                                    right,
                                    RightKind.PORTABILITY,
                                    party,
                                    RightRequested.By.SELF,
                                    Optional.empty(),
                                    today),
                                subject)));
                    events.add(
                        notes.store(
                            notes.make(
                                new RightFulfilled(
                                    right,
                                    RightKind.PORTABILITY,
                                    party,
                                    Optional.of(Hash.sha256(export)),
                                    handedTo),
                                subject)));
                  }
                  return export;
                });
    notes.append(events);
    return json;
  }

  private static boolean isPortable(KeptRecord record) {
    return !record.category().startsWith(DERIVED)
        && BASES.contains(
            new KeptContent.Partial(record.content()).basis().orElseThrow().kind().orElseThrow());
  }

  private static byte[] json(
      String subject, Instant now, List<KeptRecord> records, Optional<String> next) {
    List<JsonObject> items =
        records.stream()
            .map(
                record ->
                    ExportedRecord.builder()
                        .record(record.id())
                        .provider(record.source())
                        .version(record.version())
                        .chunk(record.chunk())
                        .line(record.line())
                        .salt(record.salt())
                        .build()
                        .toJson()
                        .with(record.content()))
            .toList();
    RecordExport export = new RecordExport(1, subject, now, items.size(), next, items);
    return CanonicalJson.messageBytes(export.toJson());
  }
}
