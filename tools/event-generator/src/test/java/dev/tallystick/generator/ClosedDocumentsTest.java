package dev.tallystick.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClosedDocumentsTest {
  @TempDir Path folder;

  @Test
  void closedDocument_isReadStrictly() throws Exception {
    Path registry = Files.createDirectories(folder.resolve("types"));
    Files.writeString(registry.resolve("common.json"), "{\"internal\":{},\"shapes\":{}}");
    Path documents = Files.createDirectories(folder.resolve("documents"));
    Files.writeString(
        documents.resolve("sample.json"),
        """
            {"package":"dev.tallystick.sample",
             "closed":{
               "sold-item":{"price":"int 1..","share":"int 0..100 optional",
                            "codes":"set of text optional","proof":"list of hash64",
                            "salt":"salt"}}}
            """);
    Path sources = folder.resolve("sources");

    GenerateDocuments.main(
        new String[] {documents.toString(), sources.toString(), registry.toString()});

    assertThat(sources.resolve("dev/tallystick/sample/SoldItem.java"))
        .content()
        .contains("Set.of(\"codes\", \"price\", \"proof\", \"salt\", \"share\")")
        .contains("reader.requiredInteger(\"price\", 1, JsonInteger.MAX)")
        .contains("reader.optionalInteger(\"share\", 0, 100)")
        .contains(
            "reader.leftOutIfEmpty(\"codes\","
                + " reader.sorted(\"codes\", reader.optionalTexts(\"codes\")))")
        .contains("reader.requiredTexts(\"proof\", DataReader::hash64)")
        .contains("writer.requiredTexts(\"proof\", proof, Hash::base64)")
        .contains("reader.end()");
  }
}
