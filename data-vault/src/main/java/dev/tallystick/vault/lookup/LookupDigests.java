package dev.tallystick.vault.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.vault.document.KeptContent;
import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.SealingPlace;
import dev.tallystick.vault.schema.ContentSchema;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What stands beside a record for each of its indexed fields: 128 bits of a digest of the field's
 * text, under a key of category and field that is derived from the owner's data key.
 *
 * <p>Equal texts of one owner, category and field have equal digests; everything else that is equal
 * is not seen to be. Nobody can compute one without the data key, and nobody at all when that is
 * shredded.
 */
@Singleton
public final class LookupDigests {
  private static final String TABLE = "record.lookups";

  /**
   * The digests of a record's indexed fields.
   *
   * @param schema what the record was judged by
   * @param content the whole of the record
   */
  public List<UUID> of(
      OpenKeys keys, KeyOwner owner, String category, ContentSchema schema, JsonObject content) {
    if (schema.indexed().isEmpty()) {
      return List.of();
    }
    JsonObject fields = new KeptContent.Partial(content).fields().orElseThrow();
    List<UUID> digests = new ArrayList<>();
    for (String field : schema.indexed()) {
      Optional<JsonValue> value = fields.find(field);
      if (value.isPresent() && value.get() instanceof JsonString text) {
        digests.add(of(keys, owner, category, field, text.value()));
      }
    }
    return digests;
  }

  /** The digest of one text of one field. */
  UUID of(OpenKeys keys, KeyOwner owner, String category, String field, String text) {
    ByteBuffer mac =
        ByteBuffer.wrap(
            keys.mac(owner, SealingPlace.of(TABLE, category, field), text.getBytes(UTF_8)));
    return new UUID(mac.getLong(), mac.getLong());
  }
}
