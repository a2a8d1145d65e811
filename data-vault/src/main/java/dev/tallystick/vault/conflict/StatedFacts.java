package dev.tallystick.vault.conflict;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.link.LinkedTokens;
import dev.tallystick.vault.schema.ContentSchema;
import dev.tallystick.vault.schema.FactForm;
import dev.tallystick.vault.storage.BinaryCopy;
import dev.tallystick.vault.storage.BinaryRows;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;

/**
 * Notes what records state of things that other sources may state too.
 *
 * <p>A fact is 128 bits of a digest over category, subject matter and field, a claim the same over
 * fact and value, both keyed by the key of the person's token: equal for all sources of this
 * person, unlike for any other person, and not to be guessed without the key. Of a person with
 * linked tokens it is noted by the key of each.
 */
@Singleton
public final class StatedFacts {
  private static final byte[] FACT = "tallystick/vault/fact/v1\0".getBytes(US_ASCII);
  private static final byte[] CLAIM = "tallystick/vault/claim/v1\0".getBytes(US_ASCII);
  private static final String COLUMNS = "record_fact (record, token, fact, claim)";
  private static final int NOTED = 4;

  private final RecordFactRepository stored;
  private final BinaryCopy copy;
  private final LinkedTokens links;

  StatedFacts(RecordFactRepository stored, BinaryCopy copy, LinkedTokens links) {
    this.stored = stored;
    this.copy = copy;
    this.links = links;
  }

  /** A record, and the schema and fields that say what it states. */
  public record Statement(
      String record, String subject, String category, ContentSchema schema, JsonObject fields) {
    private Optional<JsonObject> about() {
      return schema.fact().flatMap(form -> form.about(fields));
    }

    @Override
    public String toString() {
      return "Statement[" + record + "]";
    }
  }

  /** Notes what these records state, in the caller's transaction; most state nothing. */
  public void note(OpenKeys keys, List<Statement> statements) {
    List<Statement> facts = statements.stream().filter(one -> one.about().isPresent()).toList();
    if (facts.isEmpty()) {
      return;
    }
    Map<String, SortedSet<String>> tokens =
        links.ofEach(facts.stream().map(Statement::subject).toList());
    keys.prepare(
        tokens.values().stream()
            .flatMap(Collection::stream)
            .distinct()
            .map(KeyOwner::ofPerson)
            .toList());
    BinaryRows rows = new BinaryRows();
    for (Statement one : facts) {
      for (String token : tokens.getOrDefault(one.subject(), Collections.emptySortedSet())) {
        note(keys, one, token, rows);
      }
    }
    copy.into(COLUMNS, rows);
  }

  private static void note(OpenKeys keys, Statement one, String token, BinaryRows rows) {
    FactForm form = one.schema().fact().orElseThrow();
    for (Map.Entry<String, JsonValue> said : form.says(one.fields()).entrySet()) {
      UUID fact =
          digest(
              keys,
              token,
              FACT,
              JsonArray.of(
                  List.of(text(one.category()), one.about().orElseThrow(), text(said.getKey()))));
      UUID claim =
          digest(keys, token, CLAIM, JsonArray.of(List.of(text(fact.toString()), said.getValue())));
      rows.row(NOTED).text(one.record()).text(token).uuid(fact).uuid(claim);
    }
  }

  /** Forgets what a record states. */
  public void forget(String record) {
    stored.forget(record);
  }

  private static JsonValue text(String text) {
    return JsonString.of(text);
  }

  private static UUID digest(OpenKeys keys, String subject, byte[] prefix, JsonArray of) {
    byte[] json = CanonicalJson.bytes(JsonObject.builder().put("of", of).build());
    ByteBuffer mac =
        ByteBuffer.wrap(
            keys.mac(KeyOwner.ofPerson(subject), Hash.sha256(prefix, json).toByteArray()));
    return new UUID(mac.getLong(), mac.getLong());
  }
}
