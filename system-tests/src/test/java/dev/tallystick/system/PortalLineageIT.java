package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.analysis.LineageForms;
import dev.tallystick.evidence.export.LineageColumn;
import dev.tallystick.evidence.export.LineageTable;
import dev.tallystick.evidence.lineage.LineageAnswer;
import dev.tallystick.local.state.Secrets;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The lineage of a sale at the portal of the real suite: graph, table and every file of it say the
 * same, and the evidence that the page gives is what {@code tally verify} accepts.
 */
@ExtendWith(Suite.Extension.class)
class PortalLineageIT {
  private static final String LENDER = "bank-dell";
  private static final Pattern NODE = Pattern.compile(" data-id=\"([^\"]+)\"");
  private static final Pattern WIRE =
      Pattern.compile(" data-from=\"([^\"]+)\" data-to=\"([^\"]+)\"");
  private static final Pattern ROW = Pattern.compile("<tr id=\"[rd]-([^\"]+)\">(.*)");
  private static final Pattern SOURCE = Pattern.compile(" data-source=\"([^\"]+)\"");

  private final Suite suite;

  @TempDir private Path folder;

  PortalLineageIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void up() throws Exception {
    suite.ready();
    assertThat(suite.firstSale().exitCode()).isZero();
  }

  /** Things and what was made of what. */
  private record Graph(Set<String> nodes, Set<String> edges) {
    static Graph ofRows(List<Map<LineageColumn, String>> rows) {
      Set<String> nodes = new TreeSet<>();
      Set<String> edges = new TreeSet<>();
      for (Map<LineageColumn, String> row : rows) {
        String event = row.getOrDefault(LineageColumn.EVENT, "");
        assertThat(nodes.add(event)).as(event).isTrue();
        for (LineageColumn column : List.of(LineageColumn.PARENTS, LineageColumn.DEPOSITS)) {
          for (String source : row.getOrDefault(column, "").split(" ", -1)) {
            if (!source.isEmpty()) {
              edges.add(source + " " + event);
            }
          }
        }
      }
      return new Graph(nodes, edges);
    }
  }

  @Test
  void graphTableAndFiles_sayTheSame() throws Exception {
    PortalVisit visit = auditor();
    String address = address(visit, "RELEASE");
    String page = visit.open(address).body();
    String file = "/auditor/lineage/file?" + URI.create(address).getRawQuery() + "&format=";
    byte[] json = visit.download(file + "json").body();
    List<Map<LineageColumn, String>> rows = LineageTable.of(LineageAnswer.parse(json)).rows();

    assertThat(LineageForms.ofCsv(visit.download(file + "csv").body())).isEqualTo(rows);
    assertThat(
            LineageForms.ofProv(write("lineage.prov.json", visit.download(file + "prov").body())))
        .isEqualTo(rows);
    assertThat(LineageForms.ofOpenLineage(visit.download(file + "openlineage").body()))
        .isEqualTo(rows);
    assertThat(LineageForms.ofParquet(parquet(write("lineage.json", json)))).isEqualTo(rows);
    Graph graph = Graph.ofRows(rows);
    assertThat(graph.nodes())
        .as("a sale, what it was made of, and its deposit")
        .hasSizeGreaterThan(2);
    assertThat(graph.edges()).hasSizeGreaterThan(1);
    assertThat(drawn(page)).isEqualTo(graph);
    assertThat(listed(page)).isEqualTo(graph);
  }

  private static Graph drawn(String page) {
    return new Graph(
        NODE.matcher(page)
            .results()
            .map(node -> node.group(1))
            .collect(Collectors.toCollection(TreeSet::new)),
        WIRE.matcher(page)
            .results()
            .map(wire -> wire.group(1) + " " + wire.group(2))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Graph listed(String page) {
    Set<String> nodes = new TreeSet<>();
    Set<String> edges = new TreeSet<>();
    for (MatchResult row : ROW.matcher(page).results().toList()) {
      nodes.add(row.group(1));
      SOURCE
          .matcher(row.group(2))
          .results()
          .forEach(source -> edges.add(source.group(1) + " " + row.group(1)));
    }
    return new Graph(nodes, edges);
  }

  private Path parquet(Path json) throws Exception {
    Path file = folder.resolve("lineage.parquet");
    Command.Result written =
        suite
            .command()
            .runTally("lineage", json.toString(), "--format", "parquet", "--out", file.toString());
    assertThat(written.exitCode()).as(written.output()).isZero();
    return file;
  }

  /** Of a release, of the deposit that it was made of, and of a consent. */
  @Test
  void bundle_thatThePageGives_isAcceptedOffline_andOneThatWasChangedIsNot() throws Exception {
    PortalVisit visit = auditor();
    String consent = suite.firstSale().named("query");
    List<String> addresses = new ArrayList<>();
    addresses.add(address(visit, "RELEASE"));
    addresses.add(link(visit.open(addresses.get(0)).body(), "/auditor/lineage?kind=CHUNK"));
    addresses.add("/auditor/lineage?kind=CONSENT&id=" + consent + "&why=case+21");
    for (String address : addresses) {
      String bundle = link(visit.open(address).body(), "/auditor/lineage/bundle");
      HttpResponse<byte[]> answer = visit.download(bundle);

      assertThat(answer.statusCode()).as("%s", address).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
      assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
          .contains("bundle.zip");
      Command.Result verified = verify(write("bundle.zip", answer.body()));
      assertThat(verified.exitCode()).as(address + ": " + verified.output()).isZero();
      byte[] changed = answer.body().clone();
      changed[changed.length / 2] ^= 1;
      assertThat(verify(write("changed.zip", changed)).exitCode()).isNotZero();
    }
  }

  /** By the policy of now: other tests have had the log sign by further keys. */
  private Command.Result verify(Path bundle) throws Exception {
    PortalVisit anybody = new PortalVisit(suite.address("PORTAL_URL"));
    Path policy = write("log.policy", anybody.download("/log/policy.txt").body());
    return Tally.run("verify", bundle.toString(), "--policy", policy.toString());
  }

  /** Whose openings are not theirs gets a page that says so. */
  @Test
  void bundle_isForAuditors() throws Exception {
    PortalVisit auditor = auditor();
    String address = address(auditor, "RELEASE");
    String bundle = link(auditor.open(address).body(), "/auditor/lineage/bundle");
    PortalVisit regulator = logIn("/regulator", "regulator");
    PortalVisit citizen = new PortalVisit(suite.address("PORTAL_URL"));
    citizen.logIn("/me/usage", "dora", password("dora"));

    HttpResponse<String> page = regulator.open(bundle);
    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).contains("There is no evidence bundle", "not opened to you");
    assertThat(citizen.open(bundle).statusCode()).isEqualTo(403);
  }

  private PortalVisit auditor() throws Exception {
    return logIn("/auditor", "auditor");
  }

  private PortalVisit logIn(String path, String name) throws Exception {
    PortalVisit visit = new PortalVisit(suite.address("PORTAL_URL"));
    HttpResponse<String> page = visit.logIn(path, name, password(name), code(name));
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    return visit;
  }

  /** The page about the lender's newest thing of a kind. */
  private static String address(PortalVisit visit, String kind) throws Exception {
    String party = visit.open("/auditor/lineage?kind=PARTY&id=" + LENDER + "&why=case+21").body();
    return link(party, "/auditor/lineage?kind=" + kind);
  }

  private static String link(String page, String begins) {
    Matcher link =
        Pattern.compile("href=\"(" + Pattern.quote(begins) + "[^\"]+)\"")
            .matcher(page.replace("&amp;", "&"));
    assertThat(link.find()).as("a link to %s in %s", begins, page).isTrue();
    return link.group(1);
  }

  private Path write(String name, byte[] bytes) throws Exception {
    return Files.write(folder.resolve(name), bytes);
  }

  private String password(String name) {
    return Secrets.in(suite.command().home().resolve("secrets.properties")).password(name);
  }

  private String code(String name) throws Exception {
    Matcher code =
        Pattern.compile("code\\s+([0-9]{6})").matcher(suite.command().run("login", name).output());
    assertThat(code.find()).isTrue();
    return code.group(1);
  }
}
