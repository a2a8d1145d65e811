package dev.tallystick.events;

import dev.tallystick.events.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The part of an event that tells what happened: the members that every event has, and the {@code
 * data} of its type.
 *
 * @param id drawn by the appender
 * @param source the client that appends
 * @param timeMillis the appender's time, in milliseconds since 1970; the log's own is the authority
 * @param subject the subject token of the person concerned, if there is one
 * @param data what the type defines; checked by {@link Event}, not here
 */
public record Body(
    EventId id, String source, long timeMillis, Optional<String> subject, JsonObject data) {
  static final String TIME_RULE = "is a real time written YYYY-MM-DDTHH:mm:ss.SSSZ";

  private static final String SOURCE_RULE =
      "is a client id: 1 to 64 of a-z, 0-9, dot, dash and underscore, a letter or digit first";
  // 26 characters hold 130 bits; the last two are zero, so that a token has one spelling.
  private static final String SUBJECT_RULE = "is sub_ and 128 bits in lower-case base32";
  private static final Predicate<String> SOURCE = TextForms.named("name");
  private static final Predicate<String> SUBJECT = TextForms.named("subject");
  private static final Set<String> MEMBERS = Set.of("id", "source", "time", "subject", "data");

  /** Refuses what cannot be written as a body. */
  public Body {
    if (!SOURCE.test(source)) {
      throw new IllegalArgumentException("source " + SOURCE_RULE);
    }
    if (subject.isPresent() && !SUBJECT.test(subject.get())) {
      throw new IllegalArgumentException("subject " + SUBJECT_RULE);
    }
  }

  /**
   * Reads a body; whether {@code data} is as the type defines it is not looked at.
   *
   * @throws InvalidEventException naming the field below {@code body} that is not as it must be
   */
  public static Body parse(JsonObject json) throws InvalidEventException {
    Fields fields = new Fields(json, "body");
    fields.requireOnly(MEMBERS);
    EventId id =
        EventId.find(fields.string("id"))
            .orElseThrow(
                () ->
                    new InvalidEventException(
                        EventCode.EVENT_ID_INVALID, "body.id", "is a UUIDv7 in lower case"));
    String source = fields.string("source");
    if (!SOURCE.test(source)) {
      throw fields.invalid("source", SOURCE_RULE);
    }
    OptionalLong time = Timestamps.parse(fields.string("time"));
    if (time.isEmpty()) {
      throw fields.invalid("time", TIME_RULE);
    }
    Optional<String> subject = Optional.ofNullable(fields.stringOrNull("subject"));
    if (subject.isPresent() && !SUBJECT.test(subject.get())) {
      throw fields.invalid("subject", SUBJECT_RULE);
    }
    return new Body(id, source, time.getAsLong(), subject, fields.object("data"));
  }

  /** The body as JSON. */
  public JsonObject toJson() {
    return JsonObject.builder()
        .put("id", id.toString())
        .put("source", source)
        .put("time", Timestamps.format(timeMillis))
        .putIfPresent("subject", subject)
        .put("data", data)
        .build();
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "Body[" + id + "]";
  }
}
