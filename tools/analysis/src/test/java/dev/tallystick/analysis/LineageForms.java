package dev.tallystick.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.evidence.export.LineageColumn;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClientUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.openprovenance.prov.json.Converter;
import org.openprovenance.prov.model.Document;
import org.openprovenance.prov.model.Entity;
import org.openprovenance.prov.model.Other;
import org.openprovenance.prov.model.QualifiedName;
import org.openprovenance.prov.model.StatementOrBundle;
import org.openprovenance.prov.model.WasDerivedFrom;
import org.openprovenance.prov.xml.ProvFactory;

/** What the forms of a lineage say, row by row, read back by other people's libraries. */
public final class LineageForms {
  private LineageForms() {}

  /** The rows of CSV. */
  public static List<Map<LineageColumn, String>> ofCsv(byte[] csv) {
    String[] lines = new String(csv, UTF_8).split("\r\n", -1);
    assertThat(lines[lines.length - 1]).isEmpty();
    String[] header = lines[0].split(",", -1);
    List<Map<LineageColumn, String>> rows = new ArrayList<>();
    for (int i = 1; i < lines.length - 1; i++) {
      Map<String, String> row = new HashMap<>();
      String[] cells = lines[i].split(",", -1);
      for (int j = 0; j < header.length; j++) {
        if (!cells[j].isEmpty()) {
          row.put(header[j], cells[j]);
        }
      }
      rows.add(row(row));
    }
    return rows;
  }

  /** The rows of a Parquet file, read by DuckDB. */
  public static List<Map<LineageColumn, String>> ofParquet(Path file)
      throws SQLException, IOException {
    List<Map<LineageColumn, String>> rows = new ArrayList<>();
    try (Connection database =
            EmbeddedDatabase.open(file.toAbsolutePath().resolve("..").normalize());
        Statement statement = database.createStatement();
        ResultSet found =
            statement.executeQuery(
                "select * from read_parquet(" + SqlText.quoted(file.toString()) + ")")) {
      while (found.next()) {
        Map<String, String> row = new HashMap<>();
        for (int i = 1; i <= ResultCells.count(found); i++) {
          Object value = ResultCells.value(found, i);
          if (value != null) {
            row.put(ResultCells.name(found, i), value.toString());
          }
        }
        rows.add(row(row));
      }
    }
    return rows;
  }

  /** The rows of a PROV-JSON file, read by ProvToolbox. */
  public static List<Map<LineageColumn, String>> ofProv(Path file) throws IOException {
    Document document = new Converter(new ProvFactory()).readDocument(file.toString());
    Map<String, Map<String, String>> entities = new LinkedHashMap<>();
    for (StatementOrBundle statement : document.getStatementOrBundle()) {
      if (statement instanceof Entity entity) {
        Map<String, String> row = new HashMap<>();
        for (Other other : entity.getOther()) {
          row.put(other.getElementName().getLocalPart(), String.valueOf(other.getValue()));
        }
        assertThat(entity.getId().getLocalPart()).isEqualTo(row.get("event"));
        entities.put(entity.getId().getLocalPart(), row);
      }
    }
    Map<String, Set<String>> sources = new HashMap<>();
    for (StatementOrBundle statement : document.getStatementOrBundle()) {
      if (statement instanceof WasDerivedFrom derivation) {
        String kind = ((QualifiedName) derivation.getType().get(0).getValue()).getLocalPart();
        sources
            .computeIfAbsent(
                kind + " " + derivation.getGeneratedEntity().getLocalPart(), any -> new TreeSet<>())
            .add(derivation.getUsedEntity().getLocalPart());
      }
    }
    entities.forEach(
        (event, row) -> {
          for (String kind : List.of("parents", "deposits")) {
            Optional.ofNullable(sources.get(kind + " " + event))
                .ifPresent(events -> row.put(kind, String.join(" ", events)));
          }
        });
    return entities.values().stream().map(LineageForms::row).sorted(ORDER).toList();
  }

  /** The rows of OpenLineage events, one a line, read by openlineage-java. */
  public static List<Map<LineageColumn, String>> ofOpenLineage(byte[] lines) {
    Map<String, Map<String, String>> datasets = new LinkedHashMap<>();
    for (String line : new String(lines, UTF_8).split("\n", -1)) {
      if (line.isEmpty()) {
        continue;
      }
      OpenLineage.RunEvent event = OpenLineageClientUtils.runEventFromJson(line);
      assertThat(event.getEventType()).isEqualTo(OpenLineage.RunEvent.EventType.COMPLETE);
      Map<String, String> own = facet(event.getOutputs().get(0));
      assertThat(event.getRun().getRunId()).hasToString(own.get("event"));
      assertThat(event.getEventTime().toInstant())
          .isEqualTo(Instant.parse(own.getOrDefault("recorded_at", "")));
      datasets.put(event.getOutputs().get(0).getName(), own);
      for (String kind : List.of("parents", "deposits")) {
        List<String> used =
            event.getInputs().stream()
                .filter(
                    input ->
                        input
                            .getName()
                            .startsWith(kind.equals("parents") ? "release/" : "deposit/"))
                .map(input -> input.getName().replaceFirst(".*/", ""))
                .toList();
        assertThat(String.join(" ", used)).isEqualTo(own.getOrDefault(kind, ""));
      }
      event.getInputs().stream()
          .filter(input -> input.getFacets() != null)
          .forEach(input -> datasets.putIfAbsent(input.getName(), facet(input)));
    }
    return datasets.values().stream().map(LineageForms::row).sorted(ORDER).toList();
  }

  private static Map<String, String> facet(OpenLineage.Dataset dataset) {
    OpenLineage.DatasetFacet facet =
        Objects.requireNonNull(
            dataset.getFacets().getAdditionalProperties().get("tallystick_lineage"));
    Map<String, String> row = new HashMap<>();
    facet.getAdditionalProperties().forEach((name, value) -> row.put(name, String.valueOf(value)));
    return row;
  }

  private static final Comparator<Map<LineageColumn, String>> ORDER =
      Comparator.comparingLong(LineageForms::index)
          .thenComparing(row -> row.getOrDefault(LineageColumn.EVENT, ""));

  private static long index(Map<LineageColumn, String> row) {
    String index = row.get(LineageColumn.LOG_INDEX);
    return index == null ? Long.MAX_VALUE : Long.parseLong(index);
  }

  private static Map<LineageColumn, String> row(Map<String, String> cells) {
    Map<LineageColumn, String> row = new EnumMap<>(LineageColumn.class);
    for (LineageColumn column : LineageColumn.values()) {
      Optional.ofNullable(cells.get(column.columnName())).ifPresent(cell -> row.put(column, cell));
    }
    assertThat(row).as("no cell of another name").hasSize(cells.size());
    return row;
  }
}
