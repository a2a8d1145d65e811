package dev.tallystick.importing.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tallystick.importing.ShippedMappings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {
  private static final String GOOD =
      """
      mapping: plain
      file: {format: csv}
      currency: EUR
      person: {scheme: PHONE, value: {column: phone}}
      source: orders
      basis: {kind: CONTRACT, ref: terms}
      records:
        - category: SHOPPING.ORDER
          observedAt: {column: day, pattern: dd.MM.uuuu}
          fields:
            amount: {sum: {column: price}, as: minor}
      """;

  private static Mapping parse(String yaml) throws MalformedMappingException {
    return Mapping.parse(yaml.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void parse_namesTheColumnsWithTheirLines() throws MalformedMappingException {
    Mapping mapping = parse(GOOD);

    assertThat(mapping.name()).isEqualTo("plain");
    assertThat(mapping.columns()).containsEntry("phone", 4).containsEntry("day", 9);
    assertThat(mapping.columns()).containsEntry("price", 11).hasSize(3);
    assertThat(mapping.group()).isEmpty();
  }

  @Test
  void shippedMappings_areMappings() throws IOException, MalformedMappingException {
    for (String name : ShippedMappings.names()) {
      assertThat(Mapping.parse(ShippedMappings.read(name)).name()).isEqualTo(name);
    }
  }

  @Test
  void aNameThatIsWrong_isToldAllThatMayStandThere() {
    assertThatThrownBy(() -> parse(GOOD.replace("{column: phone}", "{colum: phone}")))
        .hasMessageContaining("line 4: person.value.colum is not known here; there are column,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          format: csv                  | format: xml            | 2  | file.format
          format: csv                  | format: csv, items: {column: a, separator: "/", parts: [x]} | 2 | file.items
          format: csv                  | format: csv, items: {column: a, separator: "/", parts: [a], between: x} | 2 | file.items.parts
          format: csv                  | format: csv, items: {column: a, separator: ""} | 2 | file.items.separator
          currency: EUR                | currency: {column: a, words: {x: EUR}, contains: {y: EUR}} | 3 | currency
          pattern: dd.MM.uuuu          | epoch: fortnights      | 9  | records[0].observedAt.epoch
          scheme: PHONE                | scheme: EMAIL          | 4  | person.scheme
          currency: EUR                | currency: Euro         | 3  | currency
          currency: EUR                | zone: Nowhere/City     | 3  | zone
          kind: CONTRACT               | kind: HABIT            | 6  | basis.kind
          category: SHOPPING.ORDER     | category: orders       | 8  | records[0].category
          pattern: dd.MM.uuuu          | pattern: DD.QQ.bbbb    | 9  | records[0].observedAt.pattern
          as: minor                    | as: text               | 11 | records[0].fields.amount.as
          as: minor                    | is: minor              | 11 | records[0].fields.amount.is
          {column: price}              | {columns: price}       | 11 | records[0].fields.amount.sum.columns
          {column: price}              | price                  | 11 | records[0].fields.amount.sum
          source: orders               | sauce: orders          | 5  | sauce
          'currency: EUR'              | 'mapping: again'       | 3  | mapping
          """)
  void parse_ofAMistake_namesItsLineAndPlace(String from, String to, int line, String path) {
    MalformedMappingException refused =
        catchThrowableOfType(
            MalformedMappingException.class, () -> parse(GOOD.replace(from.strip(), to.strip())));

    assertThat(refused).as("%s → %s", from, to).isNotNull();
    assertThat(refused.path()).isEqualTo(path.strip());
    assertThat(refused.line()).as(refused.getMessage()).isEqualTo(line);
  }

  @Test
  void parse_withoutACurrency_hasNoMinorUnits() {
    assertThatThrownBy(() -> parse(GOOD.replace("currency: EUR\n", "")))
        .hasMessageContaining("records[0].fields.amount")
        .hasMessageContaining("currency");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "- a\n- b",
        "mapping: [",
        "a: &x 1\nb: *x",
        "mapping: a\n---\nmapping: b",
        "{{{{{{{{{{{{{{{{{{{{{{a: b}}}}}}}}}}}}}}}}}}}}}}",
        "mapping: \u0000"
      })
  void parse_ofNoMapping_isRefused(String yaml) {
    assertThatThrownBy(() -> parse(yaml)).isInstanceOf(MalformedMappingException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- "})
  void parse_ofAVeryDeepText_isRefused(String level) {
    assertThatThrownBy(() -> parse(level.repeat(60_000)))
        .isInstanceOf(MalformedMappingException.class);
  }

  @Test
  void parse_ofOtherBytesThanUtf8_isRefused() {
    byte[] latin = "mapping: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> Mapping.parse(latin)).hasMessageContaining("UTF-8");
  }
}
