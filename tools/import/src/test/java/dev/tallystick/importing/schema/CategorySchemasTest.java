package dev.tallystick.importing.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CategorySchemasTest {
  private static final String SCHEMA =
      """
      {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "An order.",
       "type": "object", "required": ["amount"], "additionalProperties": false,
       "properties": {"amount": {"type": "integer"}, "placed": {"type": "string", "format": "date"}},
       "x-tallystick-indexed": ["amount"]}
      """;

  private static final Map<String, String> VAULT =
      Map.of(
          "/v1/schemas",
          """
          {"schemas": [
            {"category": "SHOPPING.ORDER", "version": 1, "newest": false, "path": "/v1/schemas/SHOPPING.ORDER/1"},
            {"category": "SHOPPING.ORDER", "version": 2, "newest": true, "path": "/v1/schemas/SHOPPING.ORDER/2"}]}
          """,
          "/v1/schemas/SHOPPING.ORDER/2",
          SCHEMA);

  private final CategorySchemas schemas;

  CategorySchemasTest() throws Exception {
    schemas =
        CategorySchemas.of(
            path -> {
              String text = VAULT.get(path);
              if (text == null) {
                throw new IOException("not published: " + path);
              }
              return text;
            });
  }

  @Test
  void flaw_namesTheFieldAndTheRule_asTheVaultDoes() throws Exception {
    assertThat(schemas.flaw(line("SHOPPING.ORDER", "{\"amount\":1}"))).isEmpty();
    assertThat(schemas.flaw(line("SHOPPING.ORDER", "{\"amount\":\"1\"}")))
        .contains("CONTENT_INVALID, fields/amount: type");
    assertThat(schemas.flaw(line("SHOPPING.ORDER", "{\"placed\":\"2026-01-01\"}")))
        .contains("CONTENT_INVALID, fields/amount: required");
    assertThat(schemas.flaw(line("SHOPPING.ORDER", "{\"amount\":1,\"goods\":\"tea\"}")))
        .contains("CONTENT_INVALID, fields/goods: additionalProperties");
    assertThat(schemas.flaw(line("SHOPPING.ORDERS", "{\"amount\":1}")))
        .contains("CATEGORY_UNKNOWN, category");
  }

  private static JsonObject line(String category, String fields) throws Exception {
    return (JsonObject)
        CanonicalJson.parse(
            "{\"category\":\"%s\",\"fields\":%s}"
                .formatted(category, fields)
                .getBytes(StandardCharsets.UTF_8));
  }
}
