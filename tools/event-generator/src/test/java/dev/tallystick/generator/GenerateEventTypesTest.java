package dev.tallystick.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateEventTypesTest {
  private static final String COMMON =
      """
      {"internal":{"note":"text 1000 optional"},
       "shapes":{"money":{"amount":"int","currency":"currency"}}}
      """;

  @TempDir Path folder;
  private Path registry;
  private Path sources;

  @BeforeEach
  void writeRegistry() throws Exception {
    registry = Files.createDirectories(folder.resolve("types"));
    sources = folder.resolve("sources");
    Files.writeString(registry.resolve("common.json"), COMMON);
    write("\"consent\":\"id con\",\"price\":\"money optional\"");
  }

  private void write(String members) throws Exception {
    Files.writeString(
        registry.resolve("consent.json"),
        "{\"types\":[{\"name\":\"consent.sold\",\"code\":7,\"data\":{" + members + "}}]}");
  }

  private void generate() throws Exception {
    GenerateEventTypes.main(new String[] {registry.toString(), sources.toString()});
  }

  private Path source(String name) {
    return sources.resolve("dev/tallystick/events/type/" + name + ".java");
  }

  @Test
  void type_becomesARecordWithItsMembersInTheirOrder() throws Exception {
    generate();

    assertThat(source("ConsentSold"))
        .content()
        .contains("public record ConsentSold(ConsentId consent, Optional<Money> price)")
        .contains("reader.requiredText(\"consent\", ConsentId::new)")
        .contains("writer.optionalObject(\"price\", price, Money::toJson)");
    assertThat(source("EventInternal")).exists();
  }

  @Test
  void unchangedSource_isNotWrittenAgain() throws Exception {
    generate();
    FileTime before = FileTime.fromMillis(1000);
    Files.setLastModifiedTime(source("Money"), before);
    Files.setLastModifiedTime(source("ConsentSold"), before);
    write("\"consent\":\"id con\"");

    generate();

    assertThat(Files.getLastModifiedTime(source("Money"))).isEqualTo(before);
    assertThat(Files.getLastModifiedTime(source("ConsentSold"))).isNotEqualTo(before);
    assertThat(source("ConsentSold")).content().doesNotContain("price");
  }

  @Test
  void sourceOfAnIdThatIsGone_isDeleted() throws Exception {
    generate();
    assertThat(source("ConsentId")).exists();
    write("\"consent\":\"name\"");

    generate();

    assertThat(source("ConsentId")).doesNotExist();
  }

  @Test
  void idWithoutAName_isRefused() throws Exception {
    write("\"consent\":\"id xyz\"");

    assertThatThrownBy(this::generate).hasMessageContaining("xyz_");
  }
}
