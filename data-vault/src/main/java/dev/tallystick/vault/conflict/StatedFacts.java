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
import dev.tallystick.vault.schema.ContentSchema;
import dev.tallystick.vault.schema.FactForm;
import dev.tallystick.vault.storage.BinaryCopy;
import dev.tallystick.vault.storage.BinaryRows;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Notes what records state of things that other sources may state too.
 *
 * <p>A fact is 128 bits of a digest over category, subject matter and field, a claim the same over
 * fact and value, both keyed by the person's own key: equal for all sources of this person, unlike
 * for any other person, and not to be guessed without the key.
 */
@Singleton
public final class StatedFacts {
  private static final byte[] FACT = "tallystick/vault/fact/v1\0".getBytes(US_ASCII);
  private static final byte[] CLAIM = "tallystick/vault/claim/v1\0".getBytes(US_ASCII);
  private static final String COLUMNS = "record_fact (record, fact, claim)";
  private static final int NOTED = 3;

  private final RecordFactRepository stored;
  private final BinaryCopy copy;

  StatedFacts(RecordFactRepository stored, BinaryCopy copy) {
    this.stored = stored;
    this.copy = copy;
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
    keys.prepare(facts.stream().map(one -> KeyOwner.ofPerson(one.subject())).distinct().toList());
    BinaryRows rows = new BinaryRows();
    for (Statement one : facts) {
      FactForm form = one.schema().fact().orElseThrow();
      for (Map.Entry<String, JsonValue> said : form.says(one.fields()).entrySet()) {
        UUID fact =
            digest(
                keys,
                one.subject(),
                FACT,
                JsonArray.of(
                    List.of(text(one.category()), one.about().orElseThrow(), text(said.getKey()))));
        UUID claim =
            digest(
                keys,
                one.subject(),
                CLAIM,
                JsonArray.of(List.of(text(fact.toString()), said.getValue())));
        rows.row(NOTED).text(one.record()).uuid(fact).uuid(claim);
      }
    }
    copy.into(COLUMNS, rows);
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
