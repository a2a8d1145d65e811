package dev.tallystick.system.abuse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every operation of the committed descriptions. */
public final class ApiCatalogue {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");
  private static final String DESCRIPTION = "openapi.yaml";
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private ApiCatalogue() {}

  /** The modules of the checkout that have a description. */
  public static Set<String> services(Path checkout) throws IOException {
    try (Stream<Path> modules = Files.list(checkout)) {
      return modules
          .filter(module -> Files.exists(module.resolve(DESCRIPTION)))
          .map(module -> module.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /**
   * The operations of these services.
   *
   * @param addresses of the running services by name
   */
  public static List<ApiOperation> read(Path checkout, Map<String, String> addresses)
      throws IOException {
    List<ApiOperation> operations = new ArrayList<>();
    for (Map.Entry<String, String> service : addresses.entrySet()) {
      JsonNode document =
          YAML.readTree(checkout.resolve(service.getKey()).resolve(DESCRIPTION).toFile());
      for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
        for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
          if (METHODS.contains(method.getKey())) {
            operations.add(
                new ApiOperation(
                    service.getKey(),
                    service.getValue(),
                    method.getKey().toUpperCase(Locale.ROOT),
                    path.getKey(),
                    method.getValue(),
                    document));
          }
        }
      }
    }
    return operations;
  }
}
