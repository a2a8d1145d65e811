package dev.tallystick.vault.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.rules.pack.Category;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.ShippedPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentSchemasTest {
  private static final Path FILES =
      Path.of("src/main/resources/dev/tallystick/vault/schema").toAbsolutePath();

  private final ContentSchemas schemas = ContentSchemas.shipped();

  private static JsonObject json(String text) {
    try {
      return (JsonObject) CanonicalJson.parse(text.getBytes(UTF_8));
    } catch (MalformedJsonException e) {
      throw new AssertionError(text, e);
    }
  }

  @Test
  void everyCategoryThatMayBeTakenIn_hasASchema_andNoOther() {
    Pack pack = ShippedPacks.get("cn-2022");
    TreeSet<String> admitted = new TreeSet<>();
    for (Category category : pack.categories().values()) {
      // Of what is below a name, the names are the platforms'.
      if (pack.prohibition(category).isEmpty() && !category.name().endsWith(".*")) {
        admitted.add(category.name());
      }
    }
    admitted.add(ContentSchemas.GENERIC);

    assertThat(schemas.all())
        .extracting(ContentSchema::category)
        .containsExactlyElementsOf(admitted);
  }

  @Test
  void list_isWhatThereIsInTheFolder() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".schema.json"))
          .containsExactlyInAnyOrderElementsOf(
              schemas.all().stream()
                  .map(one -> one.category() + "-" + one.version() + ".schema.json")
                  .toList());
    }
  }

  @Test
  void everySchema_namesItself_isClosed_andHasTheFieldsOfItsFact() {
    for (ContentSchema schema : schemas.all()) {
      assertThat(schema.text())
          .contains("\"urn:tallystick:schema:" + schema.category() + ":" + schema.version() + "\"");
      assertThat(schema.check(json("{}")).orElseThrow().field())
          .as(schema.toString())
          .startsWith("fields");
      assertThat(schema.check(json("{\"no such name\":1}"))).as(schema.toString()).isPresent();
      schema
          .fact()
          .ifPresent(
              fact ->
                  Stream.concat(fact.about().stream(), fact.says().stream())
                      .forEach(
                          name -> assertThat(schema.text()).contains("    \"" + name + "\": {")));
    }
  }

  @Test
  void indexedFields_areTexts() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    int indexed = 0;
    for (ContentSchema schema : schemas.all()) {
      JsonNode root = mapper.readTree(schema.text());
      for (String name : schema.indexed()) {
        JsonNode field = root.at("/properties/" + name);
        JsonNode form =
            field.has("$ref") ? root.at(field.path("$ref").asText().substring(1)) : field;
        assertThat(form.path("type").asText()).as("%s of %s", name, schema).isEqualTo("string");
        indexed++;
      }
    }
    assertThat(indexed).isPositive();
    assertThat(schemas.isIndexed("SHOPPING.ORDER", "order")).isTrue();
    assertThat(schemas.isIndexed("SHOPPING.ORDER", "channel")).isFalse();
    assertThat(schemas.isIndexed("NEW.CATEGORY", "order")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SHOPPING.AGGREGATE | {'spendBand':5,'returnRate':4}",
        "SHOPPING.AGGREGATE | {'spendBand':'B3','returnRatePercent':100}",
        "SHOPPING.ORDER |"
            + " {'order':'536365','kind':'RETURN','amount':-150,'currency':'GBP','lines':1}",
        "LOAN.PERFORMANCE |"
            + " {'loan':'CAR_NEW','amount':1,'currency':'DEM','months':6,'outcome':'GOOD'}",
        "ACCOUNT.BALANCE | {'account':'a-1','asOf':'2026-02-28','balance':0,'currency':'CNY'}",
        "FOOD.ORDER | {'order':'f','deliveredAt':'2026-02-28T18:00:00.000Z'}",
        "NEW.CATEGORY | {'anything':[1,'two'],'more':{'x':true}}",
      })
  void rightFields_areAdmitted(String category, String fields) {
    assertThat(schemas.newest(category).check(json(fields.replace('\'', '"')))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SHOPPING.AGGREGATE | {'spendBand':100} | fields/spendBand | maximum",
        "SHOPPING.AGGREGATE | {'returnRate':'4'} | fields/returnRate | type",
        "SHOPPING.AGGREGATE | {'returnRatePercent':101} | fields/returnRatePercent | maximum",
        "SHOPPING.AGGREGATE | {'Ada Brook':1} | fields | additionalProperties",
        "SHOPPING.ORDER | {'lines':1} | fields/order | required",
        "SHOPPING.ORDER | {'order':'1','amount':5} | fields/amount | dependentRequired",
        "SHOPPING.ORDER | {'order':'1','items':[{'title':'a'},{'amount':1}]} | fields/items/1/title"
            + " | required",
        "SHOPPING.ORDER | {'order':'1','items':[{'title':'a','Ada Brook':1}]} | fields/items/0 |"
            + " additionalProperties",
        "SHOPPING.ORDER | {'order':'1','kind':'GIFT'} | fields/kind | enum",
        "FOOD.ORDER | {'order':'f','orderedAt':'2026-02-28T18:00:00Z'} | fields/orderedAt |"
            + " pattern",
        "EMPLOYMENT | {'employer':'Plum','since':'2026-02-30'} | fields/since | format",
        "FOOD.ORDER | {'order':'f','orderedAt':'yesterday'} | fields/orderedAt | format",
        "INSURANCE.COMMERCIAL | {'policy':'p','line':'HEALTH'} | fields/line | enum",
        "IDENTITY.BIOMETRIC | {'modality':'FINGERPRINT'} | fields/modality | enum",
        "NEW.CATEGORY | {'Ada Brook':1} | fields | propertyNames",
        "NEW.CATEGORY | {'deep':{'deeper':{'x':1}}} | fields | type",
      })
  void wrongFields_areNamedWithTheirRule_andNoNameOfThePlatform(
      String category, String fields, String field, String rule) {
    Flaw flaw = schemas.newest(category).check(json(fields.replace('\'', '"'))).orElseThrow();

    assertThat(flaw).isEqualTo(new Flaw(field, rule));
  }

  @Test
  void versions_areFoundByNumber() {
    assertThat(schemas.find("SHOPPING.ORDER", 1)).contains(schemas.newest("SHOPPING.ORDER"));
    assertThat(schemas.find("SHOPPING.ORDER", 2)).isEmpty();
    assertThat(schemas.find("SHOPPING.ORDER", 1L << 32 | 1)).isEmpty();
    assertThat(schemas.find("NEW.CATEGORY", 1).orElseThrow().category()).isEqualTo("GENERIC");
  }
}
