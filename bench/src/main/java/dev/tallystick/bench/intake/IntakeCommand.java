package dev.tallystick.bench.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tallystick.bench.stage.Machine;
import dev.tallystick.bench.stage.SourceRevision;
import dev.tallystick.local.state.SuiteFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * {@code bench/run intake}: records a second through the vault, beside COPY in the clear and beside
 * {@code pgp_sym_encrypt}; and the vault's heap during a long import. The loads take turns.
 */
public final class IntakeCommand {
  private static final String FEW = "vault, 100 people per 10,000 records";
  private static final String NEW = "vault, a new person per record";
  private static final String COPY = "COPY in the clear";
  private static final String PGP = "pgp_sym_encrypt, INSERT … SELECT";
  private static final long MEGABYTE = 1024L * 1024;
  private static final long MOST_HEAP = 512 * MEGABYTE;
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

  private final Path root;
  private final Clock clock;
  private final PrintStream out;
  private final Map<String, List<Double>> rates = new LinkedHashMap<>();
  private final SampleRecords records = new SampleRecords();

  /** Measures the suite of a checkout. */
  public IntakeCommand(Path root, Clock clock, PrintStream out) {
    this.root = root;
    this.clock = clock;
    this.out = out;
  }

  /** Work whose time counts. */
  private interface Load {
    void run(byte[] chunk) throws Exception;
  }

  /**
   * Measures, prints and keeps the result.
   *
   * @return 0 if every figure is as asked, 2 if one is not
   */
  public int run(Path home, boolean small) throws Exception {
    IntakePlan plan = small ? IntakePlan.small() : IntakePlan.full();
    SuiteFolder folder = SuiteFolder.existing(home);
    VaultIntake vault = new VaultIntake(folder, clock);
    try (PlainIntake plain = plainIntake(folder)) {
      out.printf("warming up with %d chunks%n", plan.warmUp());
      for (int i = 0; i < plan.warmUp(); i++) {
        vault.take(i % 2 == 0 ? records.ofPeople(100) : records.ofNewPeople());
        plain.copy(records.ofPeople(100));
      }
      for (int round = 0; round < plan.rounds(); round++) {
        measure(FEW, plan, () -> records.ofPeople(100), vault::take);
        measure(NEW, plan, records::ofNewPeople, vault::take);
        measure(COPY, plan, () -> records.ofPeople(100), plain::copy);
        encrypt(plan, plain);
      }
    }
    long heap = heap(plan, vault);
    return report(plan, heap);
  }

  private interface Maker {
    byte[] make();
  }

  private void measure(String name, IntakePlan plan, Maker maker, Load load) throws Exception {
    long nanos = 0;
    for (int i = 0; i < plan.chunks(); i++) {
      byte[] chunk = maker.make();
      long began = System.nanoTime();
      load.run(chunk);
      nanos += System.nanoTime() - began;
    }
    note(name, plan.chunks(), nanos);
  }

  private void encrypt(IntakePlan plan, PlainIntake plain) throws Exception {
    long nanos = 0;
    int chunks = Math.max(1, plan.chunks() / 3);
    for (int i = 0; i < chunks; i++) {
      plain.stage(records.ofPeople(100));
      long began = System.nanoTime();
      plain.encrypt();
      nanos += System.nanoTime() - began;
    }
    note(PGP, chunks, nanos);
  }

  private void note(String name, int chunks, long nanos) {
    double rate =
        (double) chunks * IntakePlan.CHUNK * TimeUnit.SECONDS.toNanos(1) / Math.max(1, nanos);
    rates.computeIfAbsent(name, any -> new ArrayList<>()).add(rate);
    out.printf(Locale.ROOT, "%s: %,.0f records/s%n", name, rate);
  }

  /** The most that the vault's heap held, asked between the chunks of a long import. */
  private long heap(IntakePlan plan, VaultIntake vault) throws Exception {
    long most = 0;
    for (int i = 0; i < plan.heapChunks(); i++) {
      vault.take(records.ofPeople(5_000));
      most = Math.max(most, vault.heap());
    }
    out.printf(
        "heap during %,d records: %d MB at most%n",
        (long) plan.heapChunks() * IntakePlan.CHUNK, most / MEGABYTE);
    return most;
  }

  private int report(IntakePlan plan, long heap) throws IOException, InterruptedException {
    double copy = median(COPY);
    Map<String, Double> ratios = new LinkedHashMap<>();
    ratios.put(FEW + " ÷ COPY", median(FEW) / copy);
    ratios.put(NEW + " ÷ COPY", median(NEW) / copy);
    ratios.put(FEW + " ÷ pgp_sym_encrypt", median(FEW) / median(PGP));
    boolean[] met = {
      median(FEW) / copy >= 0.15, median(NEW) / copy >= 0.05, median(FEW) / median(PGP) >= 5,
    };
    out.println("\n| what | measured | pass | |\n|---|---|---|---|");
    String[] asked = {"0.15 ×", "0.05 ×", "5 ×"};
    int row = 0;
    for (Map.Entry<String, Double> ratio : ratios.entrySet()) {
      out.printf(
          Locale.ROOT,
          "| %s | %.3f × | %s | %s |%n",
          ratio.getKey(),
          ratio.getValue(),
          asked[row],
          met[row] ? "met" : "missed");
      row++;
    }
    boolean flat = heap <= MOST_HEAP;
    out.printf(
        "| heap during %,d records | %d MB | 512 MB | %s |%n",
        (long) plan.heapChunks() * IntakePlan.CHUNK, heap / MEGABYTE, flat ? "met" : "missed");
    out.println("written to " + root.relativize(write(plan, ratios, heap)));
    return met[0] && met[1] && met[2] && flat ? 0 : 2;
  }

  private double median(String name) {
    List<Double> sorted = rates.getOrDefault(name, List.of()).stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private Path write(IntakePlan plan, Map<String, Double> ratios, long heap)
      throws IOException, InterruptedException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode result = json.createObjectNode();
    result.put("plan", plan.name());
    result.put("commit", SourceRevision.of(root));
    result.put("loadAverageAfter", Machine.loadAverage());
    ObjectNode facts = result.putObject("settings");
    Machine.facts().forEach(facts::put);
    ObjectNode loads = result.putObject("recordsPerSecond");
    rates.forEach((name, each) -> each.forEach(loads.putArray(name)::add));
    ObjectNode compared = result.putObject("ratios");
    ratios.forEach(compared::put);
    result.put("mostHeapBytes", heap);
    String infix = plan.name().equals("full") ? "" : plan.name() + "-";
    Path folder = Files.createDirectories(root.resolve("bench/results"));
    Path file = folder.resolve("intake-" + infix + NAME.format(clock.instant()) + ".json");
    Files.writeString(
        file, json.writerWithDefaultPrettyPrinter().writeValueAsString(result) + "\n");
    return file;
  }

  /** The plain tables stand in the vault's own database, on the same server. */
  private static PlainIntake plainIntake(SuiteFolder folder) throws Exception {
    Properties conf = new Properties();
    try (Reader reader = Files.newBufferedReader(folder.conf("data-vault.properties"))) {
      conf.load(reader);
    }
    return new PlainIntake(
        conf.getProperty("quarkus.datasource.jdbc.url"),
        "postgres",
        Files.readString(folder.root().resolve("postgres/secrets/postgres.password")).strip());
  }
}
