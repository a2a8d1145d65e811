package dev.tallystick.generator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes the records of documents that are no events, from a file that names their members in the
 * notation of the registry: {@code {"package", "documents": {NAME: {MEMBER: KIND}}}}. Besides its
 * kinds there are {@code json}, an object of whatever members, {@code hash64}, a hash in base64,
 * and {@code salt}, 32 bytes in base64url.
 *
 * <p>Documents under {@code closed} hold the members that are named and no others. They are read
 * strictly: integers keep to their range, sets are in order, and empty lists are left out.
 */
public final class GenerateDocuments {
  private final String packageName;
  private final Map<String, ClassName> records;

  private GenerateDocuments(String packageName, Map<String, ClassName> shapes) {
    this.packageName = packageName;
    this.records = new LinkedHashMap<>(shapes);
  }

  /**
   * Writes them.
   *
   * @param args the folder with the file, the folder for the sources, and the folder of the
   *     registry files, whose shapes documents may hold
   */
  public static void main(String[] args) throws IOException {
    JsonNode file = new ObjectMapper().readTree(onlyFile(Path.of(args[0])).toFile());
    GenerateDocuments documents =
        new GenerateDocuments(
            file.get("package").textValue(), RegistryFiles.read(Path.of(args[2])).records());
    Map<String, RecordSource> sources = new LinkedHashMap<>();
    documents.sources(file.path("documents")).forEach(sources::put);
    documents
        .sources(file.path("closed"))
        .forEach((name, source) -> sources.put(name, source.closed()));
    List<TypeSpec> types = new ArrayList<>();
    sources.forEach(
        (name, source) -> types.add(source.record("The document {@code " + name + "}.").build()));
    new SourceFolder(Path.of(args[1]), documents.packageName).replaceBy(types);
  }

  private static Path onlyFile(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      if (all.size() != 1) {
        throw new IllegalArgumentException(folder + " has " + all.size() + " files, not one");
      }
      return all.get(0);
    }
  }

  /** A record may hold one that is named after it: their sources are made when all are known. */
  private Map<String, RecordSource> sources(JsonNode documents) {
    Map<String, RecordSource> sources = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> document : documents.properties()) {
      ClassName record = ClassName.get(packageName, JavaNames.camel(document.getKey()));
      records.put(document.getKey(), record);
      sources.put(
          document.getKey(),
          new RecordSource(record, RegistryFiles.fields(document.getValue()), records));
    }
    return sources;
  }
}
