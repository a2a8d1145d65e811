package dev.tallystick.events.json;

/**
 * A value of the data model that events are made of: objects, arrays, strings, integers and
 * booleans. There is no null and no fraction.
 *
 * <p>Values are immutable and safe to share between threads. Their {@code toString} shows the kind
 * and size only, since a value may be personal data; {@link CanonicalJson#bytes} gives the text.
 */
public sealed interface JsonValue
    permits JsonObject, JsonArray, JsonString, JsonInteger, JsonBoolean {}
