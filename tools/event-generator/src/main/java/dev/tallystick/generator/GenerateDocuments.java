package dev.tallystick.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the records of documents that are no events, from a file that names their members in the
 * notation of the registry: {@code {"package", "documents": {NAME: {MEMBER: KIND}}}}. Besides its
 * kinds there is {@code json}, an object of whatever members.
 */
public final class GenerateDocuments {
  private GenerateDocuments() {}

  /**
   * Writes them.
   *
   * @param args the file, the folder for the sources, and the folder of the registry files, whose
   *     shapes documents may hold
   */
  public static void main(String[] args) throws IOException {
    JsonNode file = new ObjectMapper().readTree(Path.of(args[0]).toFile());
    String packageName = file.get("package").textValue();
    Map<String, ClassName> records =
        new LinkedHashMap<>(RegistryFiles.read(Path.of(args[2])).records());
    Map<String, List<Field>> documents = new LinkedHashMap<>();
    file.get("documents")
        .properties()
        .forEach(
            document -> {
              String name = document.getKey();
              records.put(name, ClassName.get(packageName, JavaNames.camel(name)));
              documents.put(name, RegistryFiles.fields(document.getValue()));
            });
    List<TypeSpec> types = new ArrayList<>();
    documents.forEach(
        (name, fields) -> {
          ClassName record = ClassName.get(packageName, JavaNames.camel(name));
          String says = "The document {@code " + name + "}.";
          types.add(new RecordSource(record, fields, records).record(says).build());
        });
    new SourceFolder(Path.of(args[1]), packageName).replaceBy(types);
  }
}
