package dev.tallystick.events;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tlog.Hash;
import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An event that has passed every check that needs nothing but the event: form, type, fields, size.
 *
 * <p>Not checked here: who may append it, its guards and its time, which are for the log's service.
 * Immutable.
 */
public final class Event {
  /** The most that the canonical parts may measure together, in bytes. */
  public static final int MAX_PARTS_SIZE = 64 * 1024;

  /**
   * The most that the request of one event may measure, in bytes, white space and escapes included.
   */
  public static final int MAX_REQUEST_SIZE = 2 * MAX_PARTS_SIZE;

  private final Seed seed;
  private final EventType type;
  private final Stub stub;
  private final Body body;
  private final EventPart stubPart;
  private final EventPart bodyPart;
  private final EventPart internalPart;
  private final Map<PartName, byte[]> nonces;
  private final PartHashes hashes;

  private Event(Seed seed, EventType type, Stub stub, Body body, EventRequest request) {
    this.seed = seed;
    this.type = type;
    this.stub = stub;
    this.body = body;
    this.stubPart = request.part(PartName.STUB);
    this.bodyPart = request.part(PartName.BODY);
    this.internalPart = request.part(PartName.INTERNAL);
    this.nonces = seed.nonces();
    this.hashes =
        new PartHashes(commit(PartName.STUB), commit(PartName.BODY), commit(PartName.INTERNAL));
  }

  /** Reads the request of one event: {@code {"seed","stub","body","internal"?}} in UTF-8. */
  public static Event parse(byte[] requestJson) throws InvalidEventException {
    return parse(requestJson, 0, requestJson.length);
  }

  /** Reads the request of one event from the bytes from {@code start} to before {@code end}. */
  public static Event parse(byte[] bytes, int start, int end) throws InvalidEventException {
    EventRequest request = EventRequest.read(bytes, start, end);
    Seed seed = request.seed();
    Stub stub = Stub.parse(request.require(PartName.STUB));
    EventType type =
        EventTypes.find(stub.type())
            .orElseThrow(
                () ->
                    new InvalidEventException(
                        EventCode.UNKNOWN_TYPE, "stub.type", "is a type of this release"));
    Body body = Body.parse(request.require(PartName.BODY));
    type.checkData(body.data());
    type.checkInternal(request.part(PartName.INTERNAL).valueOrNull(), body.data());
    TypeAgreement.check(type, stub, body);
    Event event = new Event(seed, type, stub, body, request);
    if (event.partsSize() > MAX_PARTS_SIZE) {
      throw new InvalidEventException(
          EventCode.EVENT_TOO_LARGE,
          "",
          "the parts are at most " + MAX_PARTS_SIZE + " bytes together");
    }
    return event;
  }

  /** Makes an event of its parts, under the same checks as one that is read. */
  public static Event of(Seed seed, Stub stub, Body body, Optional<JsonObject> internal)
      throws InvalidEventException {
    JsonObject.Builder request =
        JsonObject.builder()
            .put("seed", seed.base64Url())
            .put("stub", stub.toJson())
            .put("body", body.toJson());
    internal.ifPresent(part -> request.put("internal", part));
    // Read back rather than trusted: data made in memory may hold an empty array or an unknown
    // field.
    return parse(CanonicalJson.messageBytes(request.build()));
  }

  /**
   * The stub of an event that is not sealed: with the labels that the body calls for and the guards
   * that the type always moves.
   *
   * @param guards what the event rests on, key to version
   * @param moreAdvances what this event moves besides
   */
  public static Stub stubFor(
      EventType type, Body body, Map<String, Long> guards, Collection<String> moreAdvances) {
    Set<String> advances = new TreeSet<>(type.advancedKeys(body.subject(), body.data()));
    advances.addAll(moreAdvances);
    return Stub.of(type.name(), TypeAgreement.labels(type, body), guards, advances);
  }

  /** The request that appends this event, as one line without its end. It holds the seed. */
  public byte[] toRequestJson() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    line.writeBytes("{\"body\":".getBytes(US_ASCII));
    line.writeBytes(bodyPart.canonical());
    if (internal().isPresent()) {
      line.writeBytes(",\"internal\":".getBytes(US_ASCII));
      line.writeBytes(internalPart.canonical());
    }
    line.writeBytes((",\"seed\":\"" + seed.base64Url() + "\",\"stub\":").getBytes(US_ASCII));
    line.writeBytes(stubPart.canonical());
    line.write('}');
    return line.toByteArray();
  }

  public EventId id() {
    return body.id();
  }

  public EventType type() {
    return type;
  }

  public String source() {
    return body.source();
  }

  /** The appender's time, in milliseconds since 1970. */
  public long timeMillis() {
    return body.timeMillis();
  }

  public Optional<String> subject() {
    return body.subject();
  }

  public JsonObject data() {
    return body.data();
  }

  public Stub stub() {
    return stub;
  }

  public Body body() {
    return body;
  }

  public Optional<JsonObject> internal() {
    return internalPart.value();
  }

  public Seed seed() {
    return seed;
  }

  /** A part as JSON, if the event has it. */
  public Optional<JsonObject> part(PartName part) {
    return read(part).value();
  }

  private EventPart read(PartName part) {
    return switch (part) {
      case STUB -> stubPart;
      case BODY -> bodyPart;
      case INTERNAL -> internalPart;
    };
  }

  private int partsSize() {
    return stubPart.canonical().length
        + bodyPart.canonical().length
        + internalPart.canonical().length;
  }

  private Hash commit(PartName part) {
    return EntryHash.part(part, Objects.requireNonNull(nonces.get(part)), read(part).canonical());
  }

  /** A copy of the nonce of a part, 32 bytes; the log stores it, and shows it with the part. */
  public byte[] nonce(PartName part) {
    return Objects.requireNonNull(nonces.get(part)).clone();
  }

  /** The commitments to the parts. */
  public PartHashes hashes() {
    return hashes;
  }

  /** A copy of the canonical bytes of a part; none if it is absent. */
  public byte[] canonical(PartName part) {
    return read(part).canonical().clone();
  }

  public byte[] canonicalStub() {
    return canonical(PartName.STUB);
  }

  public byte[] canonicalBody() {
    return canonical(PartName.BODY);
  }

  public byte[] canonicalInternal() {
    return canonical(PartName.INTERNAL);
  }

  /** Shows the type and the id only. */
  @Override
  public String toString() {
    return "Event[" + type.name() + " " + id() + "]";
  }
}
