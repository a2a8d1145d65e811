package dev.tallystick.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a statement from somebody else must not do to an auditor's machine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryFenceTest {
  @TempDir private static Path folder;
  private Path export;
  private Path secret;

  @BeforeAll
  void exportOnce() throws IOException {
    export = folder.resolve("export");
    SampleExport.run(SampleExport.openings(SampleExport.sample()), "export", export.toString());
    secret = Files.writeString(folder.resolve("secret.csv"), "a,b\nhidden,1\n");
  }

  /** Reads of other files, by every function that reads. */
  private List<String> reads() {
    return List.of(
        "select * from read_csv('%s')".formatted(secret),
        "select * from '%s'".formatted(secret),
        "from '%s'".formatted(secret),
        "select * from read_text('%s')".formatted(secret),
        "select * from read_blob('%s')".formatted(secret),
        "select * from read_json('%s')".formatted(secret),
        "select * from read_csv('/etc/passwd', delim = ':', header = false)",
        "select * from '/etc/passwd'",
        "select * from read_text('/etc/pass*')",
        "select * from read_csv('%s/../secret.csv')".formatted(export),
        "select * from read_parquet('%s/*.parquet')".formatted(folder),
        "select * from sniff_csv('%s')".formatted(secret),
        "select * from read_parquet('http://127.0.0.1:9/x.parquet')",
        "select * from query('select * from read_text(''%s'')')".formatted(secret),
        "select * from glob('/etc/*')");
  }

  /** What is no SELECT. */
  private List<String> acts() {
    return List.of(
        "copy (select 1) to '%s'".formatted(folder.resolve("written.csv")),
        "copy releases to '%s'".formatted(folder.resolve("written.parquet")),
        "copy (select 1 as x) to '%s' (use_tmp_file false)"
            .formatted(export.resolve("releases.parquet")),
        "export database '%s'".formatted(folder.resolve("written")),
        "install httpfs",
        "force install httpfs from 'http://127.0.0.1:9'",
        "load httpfs",
        "load '%s'".formatted(secret),
        "attach '%s' as other".formatted(folder.resolve("written.duckdb")),
        "attach ':memory:' as other",
        "set enable_external_access = true",
        "reset enable_external_access",
        "set lock_configuration = false",
        "set allowed_paths = ['%s']".formatted(secret),
        "set allowed_directories = ['/']",
        "set autoinstall_known_extensions = true",
        "set temp_directory = '%s'".formatted(folder),
        "pragma enable_external_access",
        "create secret s (type s3, key_id 'a', secret 'b')",
        "create table other as select 1",
        "drop view releases",
        "insert into releases select * from releases",
        "create macro m() as 1",
        "call pragma_version()",
        "prepare p as select 1",
        "checkpoint",
        "vacuum",
        "begin",
        "use memory");
  }

  @Test
  void statements_thatReadOtherFilesOrActAreRefused() throws IOException {
    List<String> all = new ArrayList<>(reads());
    all.addAll(acts());
    all.add("select 1; " + acts().get(0));
    all.add("select 1; select 2");
    all.add("");
    all.add("select * from");
    for (String sql : all) {
      SampleExport.Answer answer = SampleExport.query(export, sql);
      assertThat(answer.exitCode()).as(sql).isEqualTo(2);
      assertThat(answer.err()).as(sql).startsWith("tally: ");
      assertThat(answer.out()).as(sql).doesNotContain("hidden", "root:");
    }
    assertNothingWritten();
  }

  /** Without the first fence: the database itself does not do it. */
  @Test
  void closedDatabase_readsAndDoesNothingElseEither() throws Exception {
    try (ExportQuery query = ExportQuery.open(export)) {
      List<String> all = new ArrayList<>(reads());
      all.addAll(acts().stream().filter(QueryFenceTest::reachesOut).toList());
      for (String sql : all) {
        assertThatThrownBy(() -> run(query, sql)).as(sql).isInstanceOf(SQLException.class);
      }
      try (Statement statement = query.database().createStatement();
          ResultSet count = statement.executeQuery("select count(*) from releases")) {
        count.next();
        assertThat(count.getLong(1)).isEqualTo(4);
      }
    }
    assertNothingWritten();
  }

  /** What touches files, the network, code or settings; not what changes a database in memory. */
  private static boolean reachesOut(String sql) {
    return Stream.of("export database", "install", "load", "attach '/", "set ", "reset ", "copy")
            .anyMatch(sql::contains)
        && !sql.contains("use_tmp_file")
        && !sql.contains("secret s");
  }

  private static void run(ExportQuery query, String sql) throws SQLException {
    try (Statement statement = query.database().createStatement()) {
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          while (rows.next()) {
            assertThat(rows.getString(1)).doesNotContain("hidden", "root:");
          }
        }
      }
    }
  }

  private void assertNothingWritten() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.toList()).containsExactlyInAnyOrder(export, secret);
    }
    assertThat(SampleExport.query(export, "select count(*) as n from releases").lines())
        .containsExactly("n", "4");
  }

  @Test
  void selects_ofManyFormsAreAnswered() {
    for (String sql :
        List.of(
            "from parties",
            "with a as (select 1 as x) select x from a",
            "values (1), (2)",
            "describe releases",
            "summarize releases",
            "show tables",
            "select 1 -- a remark",
            "select 1;")) {
      SampleExport.Answer answer = SampleExport.query(export, sql);
      assertThat(answer.exitCode()).as(sql + ": " + answer.err()).isZero();
    }
  }

  @Test
  void answers_doNotMoveTheCursorAndAreNoFormulas() {
    byte[] sql = "select chr(27) || '[2J' as a, '=1+1' as b, chr(8238) || 'x' as c".getBytes(UTF_8);

    assertThat(SampleExport.run(sql, "query", export.toString(), "table").out())
        .contains("·[2J", "·x")
        .doesNotContain("\u001b", "\u202e");
    assertThat(SampleExport.run(sql, "query", export.toString(), "csv").lines().get(1))
        .contains(", =1+1,");
    assertThat(SampleExport.run(sql, "query", export.toString(), "json").out())
        .isEqualTo("{\"a\":\"\\u001b[2J\",\"b\":\"=1+1\",\"c\":\"\\u202ex\"}\n");
    assertThat(SampleExport.run(sql, "query", export.toString(), "xml").exitCode()).isEqualTo(2);
    assertThat(SampleExport.run(sql, "query").exitCode()).isEqualTo(2);
  }
}
