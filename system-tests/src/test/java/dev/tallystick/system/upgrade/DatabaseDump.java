package dev.tallystick.system.upgrade;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/**
 * The rows of one service's database as text: tables in PostgreSQL's copy format, the partitions
 * that were made at run time, and where sequences have come to. The schema is not in it: the
 * migrations that Flyway's own table names make it again, from the scripts of this checkout.
 */
final class DatabaseDump {
  private static final String HISTORY = "flyway_schema_history";
  private static final String TABLE = "== table ";
  private static final String PARTITION = "== partition ";
  private static final String SEQUENCE = "== sequence ";
  private static final String END = "\\.";

  /** As Flyway makes it. */
  private static final String MAKE_HISTORY =
      """
      create table flyway_schema_history (
        installed_rank integer not null constraint flyway_schema_history_pk primary key,
        version varchar(50), description varchar(200) not null, type varchar(20) not null,
        script varchar(1000) not null, checksum integer, installed_by varchar(100) not null,
        installed_on timestamp not null default now(), execution_time integer not null, success boolean not null);
      create index flyway_schema_history_s_idx on flyway_schema_history (success);
      """;

  private static final String TABLES =
      """
      select c.relname, string_agg(a.attname, ',' order by a.attnum), p.relname, pg_get_expr(c.relpartbound, c.oid)
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      left join pg_inherits i on i.inhrelid = c.oid left join pg_class p on p.oid = i.inhparent
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      group by c.oid, c.relname, p.relname, c.relpartbound
      order by c.relname <> 'flyway_schema_history', c.relname
      """;

  private DatabaseDump() {}

  private record Table(String name, String columns, String rows) {}

  private record Partition(String name, String parent, String bound) {}

  /** Writes a database down; the connection is a superuser's. */
  static String of(Connection connection) throws SQLException, IOException {
    StringBuilder text = new StringBuilder();
    try (Statement statement = connection.createStatement();
        ResultSet table = statement.executeQuery(TABLES)) {
      while (table.next()) {
        String name = table.getString(1);
        if (table.getString(3) != null) {
          text.append(PARTITION).append(name).append(' ').append(table.getString(3));
          text.append(' ').append(table.getString(4)).append('\n');
        }
        text.append(TABLE).append(name).append(' ').append(table.getString(2)).append('\n');
        StringWriter rows = new StringWriter();
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("copy %s (%s) to stdout".formatted(name, table.getString(2)), rows);
        text.append(rows).append(END).append('\n');
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet sequence =
            statement.executeQuery(
                "select sequencename, last_value from pg_sequences where last_value is not null"
                    + " order by 1")) {
      while (sequence.next()) {
        text.append(SEQUENCE).append(sequence.getString(1)).append(' ');
        text.append(sequence.getLong(2)).append('\n');
      }
    }
    return text.toString();
  }

  /**
   * Makes a database that is empty what it was.
   *
   * @param connection a superuser's
   * @param owner whose the tables are
   * @param module the service's folder in the checkout
   */
  static void restore(String dump, Connection connection, String owner, Path module)
      throws SQLException, IOException {
    List<Table> tables = new ArrayList<>();
    List<Partition> partitions = new ArrayList<>();
    Map<String, Long> sequences = new LinkedHashMap<>();
    parse(dump, tables, partitions, sequences);
    execute(connection, "set role " + owner);
    execute(connection, MAKE_HISTORY);
    for (String script : scripts(tables.get(0))) {
      String text = Files.readString(find(module, script));
      String app = owner.replace("_owner", "_app");
      execute(connection, text.replace("${app-role}", app));
    }
    for (Partition each : partitions) {
      if (!exists(connection, each.name())) {
        execute(
            connection,
            "create table %s partition of %s %s"
                .formatted(each.name(), each.parent(), each.bound()));
      }
    }
    execute(connection, "reset role");
    // Rows come as they were, whatever triggers would say of each.
    execute(connection, "set session_replication_role = replica");
    String all = String.join(", ", tables.stream().map(Table::name).toList());
    execute(connection, "truncate " + all);
    for (Table each : tables) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "copy %s (%s) from stdin".formatted(each.name(), each.columns()),
              new StringReader(each.rows()));
    }
    for (Map.Entry<String, Long> each : sequences.entrySet()) {
      execute(connection, "select setval('%s', %d)".formatted(each.getKey(), each.getValue()));
    }
  }

  private static void parse(
      String dump, List<Table> tables, List<Partition> partitions, Map<String, Long> sequences)
      throws IOException {
    BufferedReader lines = new BufferedReader(new StringReader(dump));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split(" ", 5);
      if (line.startsWith(TABLE)) {
        StringBuilder rows = new StringBuilder();
        for (String row = lines.readLine(); !END.equals(row); row = lines.readLine()) {
          rows.append(row).append('\n');
        }
        tables.add(new Table(words[2], words[3], rows.toString()));
      } else if (line.startsWith(PARTITION)) {
        partitions.add(new Partition(words[2], words[3], words[4]));
      } else if (line.startsWith(SEQUENCE)) {
        sequences.put(words[2], Long.valueOf(words[3]));
      } else {
        throw new IOException("no line of a dump: " + line);
      }
    }
  }

  /** The scripts that had made the schema, in their order. */
  private static List<String> scripts(Table history) {
    if (!history.name().equals(HISTORY)) {
      throw new IllegalArgumentException("a dump begins with " + HISTORY);
    }
    int script = List.of(history.columns().split(",", -1)).indexOf("script");
    return history.rows().lines().map(row -> row.split("\t", -1)[script]).toList();
  }

  /** Of the service itself, or of a library. */
  private static Path find(Path module, String script) throws IOException {
    Path own = module.resolve("src/main/resources").resolve(script);
    if (Files.exists(own)) {
      return own;
    }
    try (Stream<Path> files = Files.walk(module.resolveSibling("libs"))) {
      Optional<Path> found =
          files.filter(file -> file.endsWith(Path.of("src/main/resources", script))).findFirst();
      return found.orElseThrow(() -> new IOException("no script " + script));
    }
  }

  private static boolean exists(Connection connection, String table) throws SQLException {
    try (PreparedStatement look = connection.prepareStatement("select to_regclass(?)")) {
      look.setString(1, table);
      try (ResultSet row = look.executeQuery()) {
        row.next();
        return row.getString(1) != null;
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
