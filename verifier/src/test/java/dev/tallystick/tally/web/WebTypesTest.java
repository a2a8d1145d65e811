package dev.tallystick.tally.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tallystick.events.EventTypes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The browser's list of event types is that of {@code libs/events}. */
class WebTypesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FILE = Path.of("web/types.mjs");
  private static final List<String> GROUPS =
      List.of("governance", "consent", "records", "exchange", "rights", "oversight", "ledger");
  private static final List<String> MEMBERS =
      List.of("name", "labels", "data", "internalTo", "internal");

  /**
   * After a change of the registry: {@code -Dweb.types.update=true}, and look at the difference.
   */
  @Test
  void file_isTheRegistry() throws IOException {
    String expected = module();
    if (Boolean.getBoolean("web.types.update")) {
      Files.writeString(FILE, expected);
    }

    assertThat(Files.readString(FILE))
        .as("%s; -Dweb.types.update=true writes it anew", FILE)
        .isEqualTo(expected);
  }

  @Test
  void registry_isWhole() throws IOException {
    assertThat(types()).hasSize(EventTypes.all().size());
  }

  private static String module() throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("// SPDX-License-Identifier: Apache-2.0\n");
    text.append("// Made from the registry of libs/events by WebTypesTest; not to be edited.\n");
    text.append("export default {\n  common: ");
    text.append(line(resource("common")));
    text.append(",\n  types: [\n");
    for (JsonNode type : types()) {
      text.append("    ").append(line(type)).append(",\n");
    }
    return text.append("  ],\n};\n").toString();
  }

  private static ArrayNode types() throws IOException {
    ArrayNode all = JSON.createArrayNode();
    for (String group : GROUPS) {
      resource(group).get("types").forEach(type -> all.add(((ObjectNode) type).retain(MEMBERS)));
    }
    return all;
  }

  private static ObjectNode resource(String group) throws IOException {
    try (InputStream in = EventTypes.class.getResourceAsStream("types/" + group + ".json")) {
      return (ObjectNode) JSON.readTree(new String(in.readAllBytes(), UTF_8));
    }
  }

  private static String line(JsonNode json) throws JsonProcessingException {
    return JSON.writeValueAsString(json);
  }
}
