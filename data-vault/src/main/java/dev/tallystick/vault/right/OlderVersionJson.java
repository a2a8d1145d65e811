package dev.tallystick.vault.right;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.vault.record.RecordVersions;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A version of a record that was replaced. */
@Schema(name = "OlderVersion")
record OlderVersionJson(
    int version,
    Instant replacedAt,
    @Schema(type = SchemaType.OBJECT, implementation = Object.class) @JsonRawValue String content) {
  static OlderVersionJson of(RecordVersions.Older older) {
    return new OlderVersionJson(
        older.version(), older.replacedAt(), CanonicalJson.text(older.content()));
  }

  @Override
  public String toString() {
    return "OlderVersionJson[redacted]";
  }
}
