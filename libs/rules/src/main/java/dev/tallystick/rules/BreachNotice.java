package dev.tallystick.rules;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.BreachDetected;
import dev.tallystick.events.type.BreachPeopleTold;
import dev.tallystick.tlog.Hash;
import java.util.List;
import java.util.TreeSet;

/**
 * What has to be told of a breach, to the authority and to the people alike.
 *
 * @param party at whom it happened
 * @param kinds which data
 * @param contents the three contents, in words
 */
public record BreachNotice(String breach, String party, List<String> kinds, Contents contents) {
  /** Keeps its own copy, in order. */
  public BreachNotice {
    kinds = List.copyOf(new TreeSet<>(kinds));
  }

  /**
   * The contents in words.
   *
   * @param cause what happened
   * @param measures what was done, and what people can do
   * @param contact whom to ask
   */
  public record Contents(String cause, String harm, String measures, String contact) {}

  /** The notice that an entry of a breach holds. */
  public static BreachNotice of(BreachDetected detected) {
    return new BreachNotice(
        detected.breach().value(),
        detected.party(),
        detected.kinds(),
        new Contents(detected.cause(), detected.harm(), detected.measures(), detected.contact()));
  }

  /** The notice that a person was given. */
  public static BreachNotice of(BreachPeopleTold told) {
    return new BreachNotice(
        told.breach().value(),
        told.party(),
        told.kinds(),
        new Contents(told.cause(), told.harm(), told.measures(), told.contact()));
  }

  /** The hash by which entries name the notice. */
  public Hash digest() {
    JsonObject json =
        JsonObject.builder()
            .put("breach", breach)
            .put("party", party)
            .put("kinds", JsonArray.ofStrings(kinds))
            .put("cause", contents.cause())
            .put("harm", contents.harm())
            .put("measures", contents.measures())
            .put("contact", contents.contact())
            .build();
    return Hash.sha256(CanonicalJson.bytes(json));
  }
}
