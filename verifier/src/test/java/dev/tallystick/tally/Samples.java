package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.Body;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.PartName;
import dev.tallystick.events.Seed;
import dev.tallystick.events.Stub;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.events.receipt.ReceiptGrade;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.TlogProof;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An event of invented people and companies, in a log of five entries. */
public final class Samples {
  public static final long RECORDED = 1_767_324_896_789L;
  public static final String RECORDED_TEXT = "2026-01-02T03:34:56.789Z";
  public static final String TYPE = "dev.tallystick.consent.withdrawn.v1";
  public static final int INDEX = 3;
  public static final String POLICY = "log " + SampleLog.VKEY + "\nquorum none\n";
  public static final Set<PartName> SUBJECTS_PARTS = EnumSet.of(PartName.STUB, PartName.BODY);

  private static final String SUBJECT = "sub_mfrggzdfmztwq2lknnwg23tpoa";
  private static final String CONSENT = "con_019b7c5a-2c00-7000-8000-000000000001";

  private Samples() {}

  /** The withdrawal of a consent, with a ticket for auditors. */
  public static Event event() {
    JsonObject data =
        JsonObject.builder()
            .put("consent", CONSENT)
            .put("version", 2)
            .put("kind", "PROVIDE")
            .put("discloser", "plum-market")
            .put("recipient", "bureau-north")
            .put("stoppedAt", "2026-01-02T03:34:55.000Z")
            .put("by", "SELF")
            .build();
    return event(data, JsonObject.builder().put("ticket", "T-17").build());
  }

  static Event event(JsonObject data, JsonObject internal) {
    EventType type = EventTypes.get("consent.withdrawn");
    List<Hash> labels =
        type.indexKeys(Optional.of(SUBJECT), data).stream().map(EventLabels::label).toList();
    Stub stub = Stub.of(TYPE, labels, Map.of(), type.advancedKeys(Optional.of(SUBJECT), data));
    Body body =
        new Body(
            EventId.fromString("019b7c5a-3015-7000-8000-00000000002a"),
            "consent-service",
            RECORDED - 10,
            Optional.of(SUBJECT),
            data);
    try {
      return Event.of(seed(), stub, body, Optional.of(internal));
    } catch (InvalidEventException e) {
      throw new AssertionError(e);
    }
  }

  static Seed seed() {
    return Seed.copyOf(Hash.sha256("a seed for tests".getBytes(UTF_8)).toByteArray());
  }

  /** The log in which the event has the index {@link #INDEX}. */
  public static SampleLog log(Opening opening) {
    return SampleLog.of(entries(opening));
  }

  static List<Hash> entries(Opening opening) {
    List<Hash> entries = new ArrayList<>(SampleLog.ofSize(5).entries());
    entries.set(INDEX, opening.entry());
    return entries;
  }

  public static Opening opening(Set<PartName> shown) {
    return Opening.of(event(), RECORDED, shown);
  }

  /** The receipt of the event as the person concerned gets it: stub and body. */
  public static Receipt receipt() {
    Opening opening = opening(SUBJECTS_PARTS);
    return receipt(opening, log(opening).proof(INDEX));
  }

  /** The receipt with this opening and this proof, whether they belong together or not. */
  public static Receipt receipt(Opening opening, TlogProof proof) {
    return new Receipt(opening, proof, ReceiptGrade.DURABLE, Hash.sha256(POLICY.getBytes(UTF_8)));
  }
}
