package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A shop's file, imported by its mapping; then a bank buys a report about one of its customers, and
 * what the report says is recomputed from the file.
 */
@ExtendWith(Suite.Extension.class)
class ImportIT {
  private static final Pattern DEPOSITED = Pattern.compile("deposited +([0-9,]+) records");
  private static final String CUSTOMER = "70007";
  private static final int CUSTOMERS = 40;
  private static final int ROWS = 6_000;
  private static final LocalDateTime FIRST = LocalDateTime.of(2024, 1, 1, 8, 0);

  private final Suite suite;

  @TempDir private Path folder;

  ImportIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void up() throws Exception {
    suite.ready();
  }

  private Command.Result importFile(Path file, String... more) throws Exception {
    String[] line = new String[more.length + 7];
    System.arraycopy(
        new String[] {
          "import",
          "online-retail",
          file.toString(),
          "--platform",
          "plum-market",
          "--keys",
          suite.firstSale().folder().resolve("first-sale/plum-market.keys").toString()
        },
        0,
        line,
        0,
        7);
    System.arraycopy(more, 0, line, 7, more.length);
    return suite.command().run(line);
  }

  private static long deposited(Command.Result result) {
    assertThat(result.exitCode()).as(result.output()).isIn(0, 1);
    Matcher matcher = DEPOSITED.matcher(result.output());
    assertThat(matcher.find()).as(result.output()).isTrue();
    return Long.parseLong(matcher.group(1).replace(",", ""));
  }

  @Test
  void importedFile_canBeRecomputedFromAReport() throws Exception {
    Path file = Files.write(folder.resolve("orders.csv"), rows(ROWS));
    Path longer = Files.write(folder.resolve("longer.csv"), rows(ROWS + 500));

    Command.Result dry = importFile(file, "--dry-run");
    long first = deposited(importFile(file));
    Command.Result second = importFile(file);
    Command.Result overlapping = importFile(longer);

    assertThat(dry.output())
        .contains("nothing was sent")
        .contains("PERSON_MISSING")
        .contains("records by the vault's schemas");
    assertThat(dry.exitCode()).as("rows without a person").isEqualTo(1);
    assertThat(first).isGreaterThan(1_000);
    assertThat(deposited(second)).isZero();
    assertThat(second.output()).contains("logged by an earlier run");
    assertThat(deposited(overlapping)).isBetween(1L, first);
    assertThat(overlapping.output()).contains("records were there already");
    JsonNode values = boughtReport();
    assertThat(values.get("spendBand").asInt()).isEqualTo(spendBand(Files.readAllLines(longer)));
    assertThat(values.get("returnRate").asInt()).isEqualTo(returnRate(Files.readAllLines(longer)));
  }

  @Test
  void mistakes_areToldWithTheirPlace() throws Exception {
    Path mapping = folder.resolve("m.yaml");
    Files.writeString(mapping, "mapping: x\nfile: {format: csv}\nsauce: y\n");
    Path file = Files.write(folder.resolve("orders.csv"), rows(10));

    Command.Result wrong =
        suite.command().run("import", mapping.toString(), file.toString(), "--dry-run");
    Command.Result nobody =
        suite.command().run("import", "online-retail", file.toString(), "--platform", "nobody");

    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.output()).contains("line 3: sauce");
    Command.Result keyless =
        suite
            .command()
            .run("import", "online-retail", file.toString(), "--platform", "plum-market");
    assertThat(keyless.exitCode()).as(keyless.output()).isEqualTo(2);
    assertThat(keyless.output()).contains("the keys of plum-market are missing");
    assertThat(nobody.exitCode()).isEqualTo(2);
    assertThat(nobody.output()).contains("nobody is called nobody").doesNotContain("\tat ");
  }

  private JsonNode boughtReport() throws Exception {
    FirstSaleWalk walk = suite.firstSale();
    Command.Result added =
        suite
            .command()
            .run(
                "identity",
                "add",
                "gwen",
                "--role",
                "citizen",
                "--identifier",
                "CUSTOMER_NO/plum-market:" + CUSTOMER);
    assertThat(added.exitCode()).as(added.output()).isZero();
    String subject = Suite.claims(suite.token("gwen")).get("subject").asText();
    run(walk.folder(), "gwen", subject, walk.named("product"));
    JsonNode report =
        new ObjectMapper().readTree(walk.folder().resolve("first-sale/gwen.json").toFile());
    JsonNode facts = report.findValue("sections").get(0).get("facts");
    JsonNode newest = facts.get(0);
    for (JsonNode fact : facts) {
      if (fact.get("observedAt").asText().compareTo(newest.get("observedAt").asText()) > 0) {
        newest = fact;
      }
    }
    return newest.get("values");
  }

  private void run(Path where, String... words) throws Exception {
    Path script = where.resolve("report.sh");
    try (var in = ImportIT.class.getResourceAsStream("report.sh")) {
      Files.write(script, in.readAllBytes());
    }
    Path output = where.resolve("report.txt");
    List<String> line = new ArrayList<>(List.of("bash", script.toString()));
    line.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(where.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("TALLYSTICK_HOME", suite.command().home().toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    assertThat(ended && process.exitValue() == 0).as(Files.readString(output)).isTrue();
  }

  /** Orders of two years, some of nobody, some sent back, some of goods that nobody may know of. */
  private static List<String> rows(int count) {
    Random random = new Random(11);
    List<String> rows = new ArrayList<>();
    rows.add("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country");
    int invoice = 0;
    boolean isReturn = false;
    String customer = "";
    for (int i = 0; i < count; i++) {
      if (i % 4 == 0) {
        invoice++;
        isReturn = random.nextInt(9) == 0;
        customer =
            random.nextInt(8) == 0 ? "" : Integer.toString(70_000 + random.nextInt(CUSTOMERS));
      }
      String goods =
          random.nextInt(30) == 0 ? "FIRST AID KIT" : "GARDEN THING " + random.nextInt(90);
      LocalDateTime at = FIRST.plusHours(invoice * 10L);
      rows.add(
          "%s%d,1,%s,%d,%s:00,%d.%02d,%s,Nowhere"
              .formatted(
                  isReturn ? "C" : "",
                  500_000 + invoice,
                  goods,
                  (isReturn ? -1 : 1) * (1 + random.nextInt(5)),
                  at.toString().replace('T', ' '),
                  random.nextInt(20),
                  random.nextInt(100),
                  customer));
    }
    return rows;
  }

  /** Money of the customer in the twelve months up to the newest row, by what a test is told. */
  private static BigDecimal money(List<String> rows, boolean bought, boolean returned) {
    LocalDateTime newest =
        rows.stream()
            .skip(1)
            .filter(ImportIT::counts)
            .map(ImportIT::at)
            .max(LocalDateTime::compareTo)
            .orElseThrow();
    BigDecimal sum = BigDecimal.ZERO;
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split(",", -1);
      boolean isReturn = cells[0].startsWith("C");
      if (counts(row)
          && cells[6].equals(CUSTOMER)
          && at(row).isAfter(newest.minusMonths(12))
          && (isReturn ? returned : bought)) {
        sum = sum.add(new BigDecimal(cells[3]).multiply(new BigDecimal(cells[5])));
      }
    }
    return sum;
  }

  private static boolean counts(String row) {
    String[] cells = row.split(",", -1);
    return !cells[6].isEmpty() && !cells[2].toLowerCase(Locale.ROOT).contains("first aid");
  }

  private static LocalDateTime at(String row) {
    return LocalDateTime.parse(row.split(",", -1)[4].replace(' ', 'T'));
  }

  private static int spendBand(List<String> rows) {
    BigDecimal spent = money(rows, true, true);
    int band = 0;
    for (int limit = 50;
        limit <= 12_800 && spent.compareTo(BigDecimal.valueOf(limit)) >= 0;
        limit *= 2) {
      band++;
    }
    return band;
  }

  private static int returnRate(List<String> rows) throws IOException {
    return money(rows, false, true)
        .negate()
        .multiply(BigDecimal.valueOf(100))
        .divide(money(rows, true, false), 0, RoundingMode.HALF_UP)
        .intValue();
  }
}
