package dev.tallystick.importing.lines;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.importing.mapping.Mapping;
import dev.tallystick.importing.rows.DataFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The lines that a mapping makes of a file, and what became of its rows. */
record FileLines(List<JsonObject> lines, Outcomes outcomes) {
  static FileLines of(byte[] mapping, Path folder, byte[] content) throws Exception {
    return of(mapping, Files.write(folder.resolve("file"), content));
  }

  static FileLines of(byte[] text, Path file) throws Exception {
    Mapping mapping = Mapping.parse(text);
    DataFile data = DataFile.at(file, mapping);
    List<JsonObject> lines = new ArrayList<>();
    Survey survey = Survey.of(data, mapping, read -> {});
    LineMaker maker = new LineMaker(mapping, survey, (line, rows, at) -> lines.add(line));
    Outcomes outcomes = maker.make(data, read -> {});
    return new FileLines(lines, outcomes);
  }

  List<JsonObject> of(String category) {
    return lines.stream()
        .filter(line -> line.getString("category").equals(category) && line.has("fields"))
        .toList();
  }

  /** Refused, prohibited and left-out rows by code. */
  Map<String, Long> left() {
    Map<String, Long> left = new TreeMap<>();
    outcomes.left().forEach((reason, rows) -> left.merge(reason.code(), rows.count(), Long::sum));
    return left;
  }

  static String fields(JsonObject line) {
    return CanonicalJson.text(line.getObject("fields"));
  }
}
