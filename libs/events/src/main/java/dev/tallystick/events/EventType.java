package dev.tallystick.events;

import dev.tallystick.events.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A type of event: who appends it, what it may hold, under whom it is filed, what it rests on and
 * moves. {@code docs/spec/events.md} is its description for people.
 *
 * <p>Immutable and safe to share. All types there are come from {@link EventTypes}.
 */
public final class EventType {
  private final String name;
  private final String shortName;
  private final int code;
  private final EventClass eventClass;
  private final boolean deferrable;
  private final Set<String> appenders;
  private final Set<String> readers;
  private final Presence subjectRule;
  private final Presence labelRule;
  private final Map<String, KeyTemplate> labels;
  private final Map<String, GuardForm> restsOn;
  private final List<KeyTemplate> advances;
  private final List<KeyTemplate> mayAdvance;
  private final Map<String, GuardForm> moved;
  private final Set<Opener> bodyTo;
  private final Set<Opener> internalTo;
  private final FieldSet data;
  private final @Nullable FieldSet internal;

  EventType(EventTypeSource source) {
    shortName = source.shortName();
    name = EventTypes.PREFIX + shortName + EventTypes.SUFFIX;
    code = source.code();
    eventClass = source.eventClass();
    deferrable = source.deferrable();
    appenders = source.strings("appenders");
    readers = source.strings("readers");
    subjectRule = source.subjectRule();
    data = source.data();
    internal = source.internal();
    labels = source.labels();
    labelRule = labelRule(labels, subjectRule, data);
    restsOn = source.guards("restsOn");
    advances = source.moves("advances", data);
    mayAdvance = source.moves("mayAdvance", data);
    moved = source.guardsMoved(advances, mayAdvance);
    bodyTo = source.openers("bodyTo");
    internalTo = source.openers(internal == null ? "bodyTo" : "internalTo");
  }

  /** Labels are required if there is one that every event of the type has. */
  private static Presence labelRule(
      Map<String, KeyTemplate> labels, Presence subjectRule, FieldSet data) {
    if (labels.isEmpty()) {
      return Presence.FORBIDDEN;
    }
    return labels.values().stream().anyMatch(label -> isAlwaysThere(label, subjectRule, data))
        ? Presence.REQUIRED
        : Presence.OPTIONAL;
  }

  private static boolean isAlwaysThere(KeyTemplate label, Presence subjectRule, FieldSet data) {
    return label.condition() == null
        && label.fields().stream()
            .allMatch(
                field ->
                    field.equals("subject")
                        ? subjectRule == Presence.REQUIRED
                        : data.find(field)
                            .filter(spec -> spec.condition() == null)
                            .filter(spec -> spec.presence() == Presence.REQUIRED)
                            .isPresent());
  }

  /** The name on the wire, such as {@code dev.tallystick.data.released.v1}. */
  public String name() {
    return name;
  }

  /** The name in prose, such as {@code data.released}. */
  public String shortName() {
    return shortName;
  }

  /** A small number that stands for the type where space counts; it never changes. */
  public int code() {
    return code;
  }

  /** How long the body lives. */
  public EventClass eventClass() {
    return eventClass;
  }

  /** Whether an outage may delay the event for days instead of seconds. */
  public boolean deferrable() {
    return deferrable;
  }

  /** The clients that may append the type; their id is the event's source. */
  public Set<String> appenders() {
    return appenders;
  }

  /** The clients that may follow the type in the feed. */
  public Set<String> readers() {
    return readers;
  }

  /** Whether the body has a subject. */
  public Presence subjectRule() {
    return subjectRule;
  }

  /** Whether the stub has labels. */
  public Presence labelRule() {
    return labelRule;
  }

  /** Those to whom a part may be opened, each within what is filed under them. */
  public Set<Opener> openTo(PartName part) {
    return switch (part) {
      case STUB -> stubTo();
      case BODY -> bodyTo;
      case INTERNAL -> internalTo;
    };
  }

  private Set<Opener> stubTo() {
    if (bodyTo.contains(Opener.PUBLIC)) {
      return bodyTo;
    }
    return Set.of(
        Opener.SUBJECT,
        Opener.PARTIES,
        Opener.INDEX_WITNESSES,
        bodyTo.contains(Opener.ALL_AUDITORS) ? Opener.ALL_AUDITORS : Opener.AUDITORS);
  }

  /** Whether an event of this type may name the guard, well written, as one it rests on. */
  public boolean mayRestOn(String guardKey) {
    return matches(restsOn, guardKey);
  }

  /** Whether some event of this type may move the guard, well written. */
  public boolean mayAdvance(String guardKey) {
    return matches(moved, guardKey);
  }

  /** Whether this very event may move the guard: a consent's moves its own consent's alone. */
  public boolean mayAdvance(String guardKey, Optional<String> subject, JsonObject eventData) {
    return mayAdvance(guardKey)
        && Stream.concat(advances.stream(), mayAdvance.stream())
            .anyMatch(template -> template.covers(guardKey, subject, eventData));
  }

  private static boolean matches(Map<String, GuardForm> forms, String guardKey) {
    GuardForm form = forms.get(GuardForm.prefixOf(guardKey));
    return form != null && form.matches(guardKey);
  }

  /**
   * The guards that this very event moves at least, in order: without them in its stub, others
   * would go on as if it had not happened.
   */
  public SortedSet<String> advancedKeys(Optional<String> subject, JsonObject eventData) {
    SortedSet<String> keys = new TreeSet<>();
    advances.forEach(template -> keys.addAll(template.keys(subject, eventData)));
    return keys;
  }

  /** The index keys this very event is filed under, in order, unless it is sealed. */
  public SortedSet<String> indexKeys(Optional<String> subject, JsonObject eventData) {
    SortedSet<String> keys = new TreeSet<>();
    labels.values().forEach(template -> keys.addAll(template.keys(subject, eventData)));
    return keys;
  }

  /** Whether events of the type may have an internal part. */
  public boolean mayHaveInternal() {
    return internal != null;
  }

  /** Refuses {@code data} that breaks a rule of the type. */
  public void checkData(JsonObject eventData) throws InvalidEventException {
    refuse("body.data", data.violation(eventData, eventData));
  }

  /**
   * Refuses an internal part that no event of the type could have. Whether it fits the data beside
   * it, {@link #checkInternal(JsonObject, JsonObject)} says.
   */
  public void checkInternal(@Nullable JsonObject part) throws InvalidEventException {
    checkInternal(part, null);
  }

  /** Refuses an internal part that breaks a rule of the type, given the data beside it. */
  public void checkInternal(@Nullable JsonObject part, @Nullable JsonObject eventData)
      throws InvalidEventException {
    if (internal != null) {
      refuse("internal", internal.violation(part == null ? JsonObject.EMPTY : part, eventData));
    } else if (part != null) {
      throw new InvalidEventException(EventCode.FIELD_INVALID, "internal", "must be absent");
    }
  }

  /**
   * Refuses a stub and a body that are not of one event of this type: another source, other labels
   * than the body calls for, guards that such an event cannot rest on or move, or one left standing
   * that it must move.
   */
  public void checkAgreement(Stub stub, Body body) throws InvalidEventException {
    TypeAgreement.check(this, stub, body);
  }

  /** Refuses a stub that no event of this type has, when its body is not there to compare with. */
  public void checkStub(Stub stub) throws InvalidEventException {
    TypeAgreement.checkStub(this, stub);
  }

  private static void refuse(String part, @Nullable Violation violation)
      throws InvalidEventException {
    if (violation != null) {
      throw violation.within(part).toException();
    }
  }

  FieldSet data() {
    return data;
  }

  Optional<FieldSet> internal() {
    return Optional.ofNullable(internal);
  }

  Map<String, KeyTemplate> labels() {
    return labels;
  }

  Set<String> restsOnPrefixes() {
    return restsOn.keySet();
  }

  List<KeyTemplate> advances() {
    return advances;
  }

  List<KeyTemplate> mayAdvance() {
    return mayAdvance;
  }

  Set<String> movedPrefixes() {
    return moved.keySet();
  }

  @Override
  public String toString() {
    return shortName;
  }
}
