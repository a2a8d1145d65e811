package dev.tallystick.party;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.events.document.IllegalMemberException;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.party.document.HandedRecord;
import dev.tallystick.party.document.RecordsPayload;
import dev.tallystick.party.document.ReportPayload;
import dev.tallystick.tlog.Hash;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a release hands over: the records of a platform, or the report of a bureau. Immutable.
 *
 * <p>Its plaintext is the canonical JSON of {@code {v, releaseId, salt, records | report}}; the
 * salt keeps the digest in the log from being guessed.
 */
public final class Payload {
  private static final byte[] PREFIX = "tallystick/payload/v1\0".getBytes(US_ASCII);
  private static final int VERSION = 1;

  private final String releaseId;
  private final List<JsonObject> records;
  private final Optional<JsonObject> report;
  private final byte[] plaintext;

  private Payload(
      String releaseId, List<JsonObject> records, Optional<JsonObject> report, byte[] plaintext) {
    this.releaseId = releaseId;
    this.records = records;
    this.report = report;
    this.plaintext = plaintext;
  }

  /** Records, each with its id and its salt; puts them in the order of the ids. */
  public static Payload ofRecords(
      String releaseId, List<JsonObject> records, RandomGenerator random) {
    List<JsonObject> sorted =
        records.stream().sorted(Comparator.comparing(each -> idOf(each).orElseThrow())).toList();
    return of(new RecordsPayload(VERSION, releaseId, Salts.draw(random), sorted).toJson());
  }

  /** A report. */
  public static Payload ofReport(String releaseId, JsonObject report, RandomGenerator random) {
    return of(new ReportPayload(VERSION, releaseId, Salts.draw(random), report).toJson());
  }

  private static Payload of(JsonObject json) {
    try {
      return parse(CanonicalJson.messageBytes(json));
    } catch (InvalidPayloadException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static Optional<String> idOf(JsonObject record) {
    return new HandedRecord.Partial(record).record();
  }

  /**
   * Reads a plaintext, of which there is one for each payload.
   *
   * @throws InvalidPayloadException if it is of another form
   */
  public static Payload parse(byte[] plaintext) throws InvalidPayloadException {
    JsonObject json = object(plaintext);
    if (!Arrays.equals(CanonicalJson.messageBytes(json), plaintext)) {
      throw new InvalidPayloadException("is in canonical JSON");
    }
    try {
      Payload payload = read(json, plaintext.clone());
      Form.RELEASE.require("releaseId", payload.releaseId);
      requireOrder(payload.records);
      return payload;
    } catch (IllegalFieldException e) {
      throw new InvalidPayloadException("has a " + e.getMessage());
    } catch (IllegalMemberException e) {
      throw new InvalidPayloadException(
          "has v, releaseId, salt and either records or a report: "
              + (e.member() + " " + e.rule()).strip());
    }
  }

  private static Payload read(JsonObject json, byte[] plaintext) {
    if (new ReportPayload.Partial(json).report().isPresent()) {
      ReportPayload report = ReportPayload.read(json);
      return new Payload(report.releaseId(), List.of(), Optional.of(report.report()), plaintext);
    }
    RecordsPayload records = RecordsPayload.read(json);
    return new Payload(records.releaseId(), records.records(), Optional.empty(), plaintext);
  }

  private static JsonObject object(byte[] plaintext) throws InvalidPayloadException {
    try {
      if (CanonicalJson.parseMessage(plaintext) instanceof JsonObject object) {
        return object;
      }
    } catch (MalformedJsonException e) {
      throw new InvalidPayloadException("is JSON of the data model: " + e.reason().rule());
    }
    throw new InvalidPayloadException("is a JSON object");
  }

  private static void requireOrder(List<JsonObject> records) throws InvalidPayloadException {
    String last = "";
    for (JsonObject record : records) {
      String id = idOf(record).orElse("");
      Form.RECORD.require("record", id);
      Salts.parse(new HandedRecord.Partial(record).salt().orElse(""));
      if (id.compareTo(last) <= 0) {
        throw new InvalidPayloadException("has records in the order of their ids");
      }
      last = id;
    }
  }

  /** The release that it belongs to. */
  public String releaseId() {
    return releaseId;
  }

  /** The records of a platform, in the order of their ids; none in a report. */
  public List<JsonObject> records() {
    return records;
  }

  /** The RFC 6962 root over the digests of the records. */
  public Hash recordsRoot() {
    return RecordDigests.root(records.stream().map(RecordDigests::ofReleased).toList());
  }

  /** The report of a bureau, if it is one. */
  public Optional<JsonObject> report() {
    return report;
  }

  /** A copy of the plaintext, which is what gets sealed. */
  public byte[] plaintext() {
    return plaintext.clone();
  }

  /** SHA-256("tallystick/payload/v1" ‖ 0x00 ‖ plaintext), as it stands in the log. */
  public Hash digest() {
    return Hash.sha256(PREFIX, plaintext);
  }

  /** SHA-256 of a sealed payload, as it stands in the log. */
  public static Hash jweDigest(String jwe) {
    return Hash.sha256(jwe.getBytes(US_ASCII));
  }

  /** Shows no content. */
  @Override
  public String toString() {
    return "Payload[" + releaseId + ", " + plaintext.length + " bytes]";
  }
}
