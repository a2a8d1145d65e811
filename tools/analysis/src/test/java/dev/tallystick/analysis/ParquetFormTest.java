package dev.tallystick.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files have what every reader of Parquet reads: these types, encodings and no nesting. */
class ParquetFormTest {
  private static final Set<String> TYPES =
      Set.of(
          "BYTE_ARRAY UTF8",
          "INT64 INT_64",
          "INT64 TIMESTAMP_MICROS isAdjustedToUTC=1",
          "INT32 DATE");
  private static final Set<String> ENCODINGS = Set.of("PLAIN", "RLE", "PLAIN_DICTIONARY");

  @TempDir private Path folder;

  @Test
  void files_haveOnlyCommonTypesAndEncodings() throws SQLException, IOException {
    Path export = folder.resolve("export");
    SampleExport.run(SampleExport.openings(SampleExport.sample()), "export", export.toString());
    for (ExportedTable table : ExportedTable.values()) {
      String file = SqlText.quoted(export.resolve(table.fileName()).toString());

      assertThat(
              values(
                  "select distinct concat_ws(' ', type, converted_type, nullif(regexp_extract(logical_type, 'isAdjustedToUTC=.'), ''))"
                      + " from parquet_schema("
                      + file
                      + ") where type is not null"))
          .as(table.fileName())
          .isSubsetOf(TYPES);
      assertThat(values("select count(*) from parquet_schema(" + file + ") where num_children > 0"))
          .as("nothing but the root has children")
          .containsExactly("1");
      for (String encodings :
          values("select distinct encodings from parquet_metadata(" + file + ")")) {
        assertThat(Set.of(encodings.split(", ", -1))).as(table.fileName()).isSubsetOf(ENCODINGS);
      }
      assertThat(values("select distinct compression from parquet_metadata(" + file + ")"))
          .as(table.fileName())
          .isSubsetOf("ZSTD");
      assertThat(values("select format_version from parquet_file_metadata(" + file + ")"))
          .containsExactly("1");
    }
  }

  private Set<String> values(String sql) throws SQLException {
    Set<String> values = new TreeSet<>();
    try (Connection database = EmbeddedDatabase.open(folder);
        Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
