package dev.tallystick.tally.proof;

import dev.tallystick.events.Body;
import dev.tallystick.events.EventCode;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.PartName;
import dev.tallystick.events.Stub;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.OpenedPart;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.tally.report.CheckReport;
import dev.tallystick.tally.report.ReportTimes;
import dev.tallystick.tlog.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an opening shows of its event: when it was recorded, of which type it is, which parts are
 * there, and that these are as the type defines them. No value of the event is told.
 */
final class EventCheck {
  private static final long STUB_VERSION = 1;

  private final CheckReport report;
  private final Opening opening;

  private EventCheck(CheckReport report, Opening opening) {
    this.report = report;
    this.opening = opening;
  }

  static void run(CheckReport report, Opening opening) {
    EventCheck check = new EventCheck(report, opening);
    check.recorded();
    check.shown();
    opening.stub().value().ifPresentOrElse(check::type, () -> report.note("type", "not shown"));
  }

  private void recorded() {
    String time = ReportTimes.utcMillis(opening.recordedMillis());
    report.note("recorded", time);
    report.fact("recorded", time);
    report.fact("recordedMillis", opening.recordedMillis());
  }

  private void shown() {
    List<String> shown = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    List<String> withheld = new ArrayList<>();
    for (PartName name : PartName.values()) {
      OpenedPart part = opening.part(name);
      boolean isWithheld = part instanceof OpenedPart.Withheld;
      List<String> list = part.value().isPresent() ? shown : isWithheld ? withheld : absent;
      list.add(name.wireName());
    }
    report.note(
        "parts", text("shown", shown) + text("; absent", absent) + text("; withheld", withheld));
    report.fact("shown", shown);
    report.fact("absent", absent);
    report.fact("withheld", withheld);
  }

  private static String text(String label, List<String> names) {
    if (names.isEmpty()) {
      return label.equals("shown") ? "none shown" : "";
    }
    return label + ": " + String.join(", ", names);
  }

  private void type(JsonObject stub) {
    Optional<String> name = stub.findString("type");
    name.ifPresent(type -> report.fact("type", type));
    if (stub.findInteger("v").filter(v -> v != STUB_VERSION).isPresent()) {
      report.cannotTell(
          "type",
          "a stub of version %d, which this release does not know".formatted(stub.getInteger("v")));
      return;
    }
    if (name.isEmpty()) {
      report.fails("type", "the stub names none");
      return;
    }
    Optional<EventType> known = EventTypes.find(name.get());
    if (known.isEmpty()) {
      report.cannotTell("type", name.get() + " is not known to this release");
      return;
    }
    report.holds("type", name.get());
    try {
      fields(Stub.parse(stub), known.get());
    } catch (InvalidEventException e) {
      report.fails("event", String.valueOf(e.getMessage()));
    }
  }

  /** Checks as much as can be checked with the parts that are shown. */
  private void fields(Stub stub, EventType type) throws InvalidEventException {
    Optional<JsonObject> shown = opening.body().value();
    JsonObject data = null;
    if (shown.isPresent()) {
      Body body = Body.parse(shown.get());
      data = body.data();
      type.checkData(data);
      labels(stub, type, body);
    }
    if (!(opening.internal() instanceof OpenedPart.Withheld)) {
      type.checkInternal(opening.internal().value().orElse(null), data);
    }
    report.holds("event", "what is shown is as the type defines it");
  }

  /** A label too few would hide the event from somebody's list. */
  private static void labels(Stub stub, EventType type, Body body) throws InvalidEventException {
    List<Hash> expected =
        type.indexKeys(body.subject(), body.data()).stream()
            .map(EventLabels::label)
            .sorted()
            .toList();
    if (!stub.isSealed() && !stub.labels().equals(expected)) {
      throw new InvalidEventException(
          EventCode.FIELD_INVALID, "stub.labels", "are exactly those that the body calls for");
    }
  }
}
