package dev.tallystick.portal.auditor;

import static dev.tallystick.portal.auditor.LineageSample.NAMES;
import static dev.tallystick.portal.auditor.LineageSample.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.evidence.export.LineageFormat;
import dev.tallystick.portal.document.LineageAnswer;
import dev.tallystick.portal.file.CsvFile;
import dev.tallystick.portal.graph.DrawnGraph;
import dev.tallystick.portal.graph.DrawnGraph.Box;
import dev.tallystick.portal.graph.DrawnGraph.Wire;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Graph, tables and files of one lineage say the same; the words are those of the bundles. */
@QuarkusTest
@WithTestResource(OidcWiremockTestResource.class)
class LineageViewsTest {
  private static LineageAsk ask(Map<String, String> parameters) {
    return LineageAsk.of(parameters).orElseThrow();
  }

  private static LineageView view(LineageAnswer.Partial answer, Map<String, String> parameters) {
    return new LineageViews(ask(parameters), TEXT, NAMES).of(answer);
  }

  private static Map<String, String> release() {
    return Map.of("kind", "RELEASE", "id", LineageSample.SOLD, "why", "case 7");
  }

  private static Set<String> pairs(DrawnGraph graph) {
    return graph.wires().stream()
        .map(wire -> wire.from() + " " + wire.to())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void graphTableAndFiles_sayTheSame() {
    LineageAnswer.Partial answer = LineageSample.answer();
    LineageView view = view(answer, release());
    DrawnGraph graph = view.graph().orElseThrow();

    Set<String> things =
        Set.of(
            LineageSample.DEPOSIT,
            LineageSample.FIRST,
            LineageSample.SECOND,
            LineageSample.REPORT,
            LineageSample.ONWARD);
    assertThat(graph.boxes()).extracting(Box::id).containsExactlyInAnyOrderElementsOf(things);
    assertThat(view.rows()).hasSize(4);
    assertThat(view.origins()).hasSize(1);
    assertThat(view.grouped()).isFalse();
    assertThat(pairs(graph))
        .containsExactly(
            LineageSample.DEPOSIT + " " + LineageSample.FIRST,
            LineageSample.DEPOSIT + " " + LineageSample.SECOND,
            LineageSample.FIRST + " " + LineageSample.REPORT,
            LineageSample.SECOND + " " + LineageSample.REPORT,
            LineageSample.REPORT + " " + LineageSample.ONWARD);
    assertThat(rowPairs(view)).isEqualTo(pairs(graph));
    assertThat(provPairs()).isEqualTo(pairs(graph));
    assertThat(openLineagePairs()).isEqualTo(pairs(graph));
    assertThat(csvPairs()).isEqualTo(pairs(graph));
  }

  private static Set<String> rowPairs(LineageView view) {
    return view.rows().stream()
        .flatMap(row -> row.sources().stream().map(source -> source.id() + " " + row.id()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Optional<byte[]> file(LineageFormat format, String answer) {
    return LineageFiles.parse(LineageSample.json(answer)).map(format::write);
  }

  private static String file(LineageFormat format) {
    return new String(file(format, LineageSample.text("")).orElseThrow(), UTF_8);
  }

  private static Set<String> provPairs() {
    JsonObject prov = LineageSample.json(file(LineageFormat.PROV));
    assertThat(prov.getObject("entity").size()).isEqualTo(5);
    assertThat(prov.getObject("agent").size()).isEqualTo(4);
    JsonObject derived = prov.getObject("wasDerivedFrom");
    return IntStream.range(0, derived.size())
        .mapToObj(i -> (JsonObject) derived.valueAt(i))
        .map(one -> one.getString("prov:usedEntity") + " " + one.getString("prov:generatedEntity"))
        .map(one -> one.replace("entry:", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> openLineagePairs() {
    return file(LineageFormat.OPENLINEAGE)
        .lines()
        .map(LineageSample::json)
        .flatMap(
            run ->
                run.getArray("inputs").items().stream()
                    .map(input -> ((JsonObject) input).getString("name").replaceFirst(".*/", ""))
                    .map(input -> input + " " + run.getObject("run").getString("runId")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> csvPairs() {
    List<String> lines = file(LineageFormat.CSV).lines().toList();
    List<String> head = List.of(lines.get(0).split(",", -1));
    return lines.stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .flatMap(
            cells ->
                Stream.of("parents", "deposits")
                    .flatMap(column -> Stream.of(cells[head.indexOf(column)].split(" ", -1)))
                    .filter(source -> !source.isEmpty())
                    .map(source -> source + " " + cells[head.indexOf("event")]))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What a thing was also made of is not passed over because the question does not reach it. */
  @Test
  void source_thatTheQuestionDoesNotReach_isDrawnAndListed() {
    LineageView view = view(LineageSample.withoutSecond(), release());
    DrawnGraph graph = view.graph().orElseThrow();

    assertThat(rowPairs(view)).isEqualTo(pairs(graph));
    assertThat(pairs(graph)).contains(LineageSample.SECOND + " " + LineageSample.REPORT);
    assertThat(graph.boxes())
        .filteredOn(box -> box.id().equals(LineageSample.SECOND))
        .hasSize(1)
        .allMatch(box -> box.marks().contains("unreached"))
        .allMatch(box -> box.address().contains(LineageSample.SECOND));
    assertThat(view.rows()).extracting(LineageView.Row::id).doesNotContain(LineageSample.SECOND);
  }

  @Test
  void graph_goesFromTheSourcesOn_andIsAlwaysDrawnAlike() {
    DrawnGraph graph = view(LineageSample.answer(), release()).graph().orElseThrow();

    assertThat(graph.boxes())
        .extracting(Box::id)
        .startsWith(LineageSample.DEPOSIT)
        .endsWith(LineageSample.REPORT, LineageSample.ONWARD);
    assertThat(graph.boxes()).extracting(Box::x).isSorted();
    assertThat(graph.boxes())
        .filteredOn(box -> box.id().equals(LineageSample.SECOND))
        .allMatch(box -> box.marks().contains("undelivered") && box.line().contains("not arrive"));
    assertThat(graph.boxes())
        .filteredOn(box -> box.id().equals(LineageSample.FIRST))
        .allMatch(box -> box.marks().contains("destroyed"));
    assertThat(graph.wires()).extracting(Wire::path).allMatch(path -> path.matches("M[-0-9C ]+"));
    assertThat(view(LineageSample.answer(), release()).graph()).contains(graph);
  }

  @Test
  void chain_isTheShortestWayToWhatIsMeant() {
    LineageView toDeposit =
        view(
            LineageSample.answer(),
            Map.of("kind", "RELEASE", "id", LineageSample.SOLD, "target", LineageSample.CHUNK));
    LineageView toInsurer =
        view(
            LineageSample.answer(),
            Map.of("kind", "CHUNK", "id", LineageSample.DEPOSIT, "target", "insurer-harbour"));
    LineageView nowhere =
        view(
            LineageSample.answer(),
            Map.of("kind", "RELEASE", "id", LineageSample.SOLD, "target", "bank-elsewhere"));

    assertThat(toDeposit.chain().orElseThrow()).hasSize(3);
    assertThat(toInsurer.chain().orElseThrow()).hasSize(4);
    assertThat(nowhere.chain().orElseThrow()).isEmpty();
    assertThat(toDeposit.graph().orElseThrow().boxes())
        .filteredOn(box -> box.marks().contains("chain"))
        .hasSize(3);
  }

  @Test
  void tooMuchForAGraph_isAGraphOfParties() {
    LineageView view = view(LineageSample.torn(), release());
    DrawnGraph graph = view.graph().orElseThrow();

    assertThat(view.grouped()).isTrue();
    assertThat(graph.boxes())
        .extracting(Box::id)
        .containsExactly("mall-east", "bureau-north", "bank-riverside", "insurer-harbour");
    assertThat(graph.wires()).extracting(Wire::label).containsExactlyInAnyOrder("1", "2", "1");
    assertThat(view.next()).contains("AAAA");
  }

  /** A person's token stands in no address, whichever way the page leads on. */
  @Test
  void personsToken_standsInNoAddress() {
    String token = "sub_5ciq6vxtulqh6wm2te5ttwo2a4";
    LineageAsk ask = ask(Map.of("kind", "SUBJECT", "id", token, "why", "case 7"));
    LineageView view = new LineageViews(ask, TEXT, NAMES).of(LineageSample.torn());

    assertThat(view.toString()).doesNotContain(token);
    assertThat(view.rows()).extracting(LineageView.Row::address).allMatch(a -> !a.contains("sub_"));
    assertThat(ask.toJson()).contains(token);
    assertThat(ask.toString()).doesNotContain(token);
    assertThat(ask.fieldsFrom("next").toString()).doesNotContain(token);
    assertThrows(IllegalStateException.class, ask::address);
    assertThrows(IllegalStateException.class, () -> ask.file("csv"));
  }

  /** Neither does it become text: whoever opens the file could be told something else. */
  @ParameterizedTest
  @EnumSource(LineageFormat.class)
  void textThatASpreadsheetWouldRun_isInNoFile(LineageFormat format) {
    assertThat(file(format, LineageSample.text("", "=HYPERLINK(1)"))).isEmpty();
  }

  /** In the tables of the other pages, whose texts may be any, it is text. */
  @Test
  void csv_holdsNoFormula() {
    CsvFile csv = new CsvFile(List.of("purpose"));
    csv.add(List.of("=HYPERLINK(1)"));

    assertThat(new String(csv.toByteArray(), UTF_8)).isEqualTo("purpose\r\n'=HYPERLINK(1)\r\n");
    assertThat(CsvFile.cell("a\"b,c")).isEqualTo("\"a\"\"b,c\"");
    assertThat(CsvFile.cell("-1+2")).isEqualTo("'-1+2");
  }
}
