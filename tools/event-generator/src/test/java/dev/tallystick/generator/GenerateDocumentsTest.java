package dev.tallystick.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateDocumentsTest {
  @TempDir Path folder;

  @Test
  void document_becomesARecordThatMayHoldOthersAndShapesOfEvents() throws Exception {
    Path registry = Files.createDirectories(folder.resolve("types"));
    Files.writeString(
        registry.resolve("common.json"),
        """
        {"internal":{},"shapes":{"omission":{"category":"code","code":"code"}}}
        """);
    Path documents = Files.createDirectories(folder.resolve("documents"));
    Files.writeString(
        documents.resolve("sample.json"),
        """
            {"package":"dev.tallystick.sample",
             "documents":{
               "sold-item":{"price":"int","paid_on":"date optional"},
               "sale":{"items":"list of sold-item","omitted":"list of omission optional",
                       "raw":"json optional"}}}
            """);
    Path sources = folder.resolve("sources");

    GenerateDocuments.main(
        new String[] {documents.toString(), sources.toString(), registry.toString()});

    assertThat(sources.resolve("dev/tallystick/sample/SoldItem.java"))
        .content()
        .contains("public record SoldItem(long price, Optional<LocalDate> paidOn)")
        .contains("reader.optionalText(\"paid_on\", DataReader::date)");
    assertThat(sources.resolve("dev/tallystick/sample/Sale.java"))
        .content()
        .contains("import dev.tallystick.events.type.Omission;")
        .contains("List<SoldItem> items, List<Omission> omitted,")
        .contains("Optional<JsonObject> raw)")
        .contains("public static record Partial(JsonObject object)");
  }
}
