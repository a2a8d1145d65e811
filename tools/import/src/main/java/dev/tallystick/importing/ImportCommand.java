package dev.tallystick.importing;

import dev.tallystick.demo.RunningSuite;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.importing.deposit.ChunkSender;
import dev.tallystick.importing.deposit.ClaimSender;
import dev.tallystick.importing.deposit.Deposited;
import dev.tallystick.importing.deposit.Depositor;
import dev.tallystick.importing.deposit.ImportKey;
import dev.tallystick.importing.lines.LineMaker;
import dev.tallystick.importing.lines.Outcomes;
import dev.tallystick.importing.lines.Survey;
import dev.tallystick.importing.mapping.MalformedMappingException;
import dev.tallystick.importing.mapping.Mapping;
import dev.tallystick.importing.mapping.SecondIdentifier;
import dev.tallystick.importing.rows.DataFile;
import dev.tallystick.importing.rows.UnreadableFileException;
import dev.tallystick.importing.schema.CategorySchemas;
import dev.tallystick.party.Deposit;
import dev.tallystick.party.PartyClient;
import dev.tallystick.party.RefusedException;
import dev.tallystick.tlog.Hash;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Surveys a file, then makes its lines and deposits them, or only tells what it would deposit. */
final class ImportCommand {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final PrintStream out;
  private final boolean terminal;
  private final InstantSource clock;

  ImportCommand(PrintStream out, boolean terminal, InstantSource clock) {
    this.out = out;
    this.terminal = terminal;
    this.clock = clock;
  }

  /** What is imported and how. */
  private record Job(Hash text, Mapping mapping, DataFile file, Survey survey) {}

  /**
   * Tells what would be stored and refused.
   *
   * @param suite whose vault has the schemas; nothing if no suite has been set up here
   */
  ImportResult dryRun(CommandLine line, Optional<RunningSuite> suite)
      throws IOException,
          InterruptedException,
          MalformedMappingException,
          UnreadableFileException,
          RefusedException {
    Optional<CategorySchemas> schemas = schemas(suite);
    Job job = survey(line);
    ImportReport report = new ImportReport(out);
    boolean flawed = false;
    boolean sound;
    Outcomes outcomes;
    if (schemas.isPresent()) {
      JudgedLines judged = new JudgedLines(schemas.get());
      LineMaker maker = new LineMaker(job.mapping(), job.survey(), judged);
      outcomes = make(job, maker);
      report.rows(outcomes);
      report.claimed(maker.knownTwice().size());
      report.judged(judged);
      flawed = judged.flawed() > 0;
      sound = judged.sound() > 0;
    } else {
      LineMaker maker = new LineMaker(job.mapping(), job.survey(), (each, rows, at) -> {});
      outcomes = make(job, maker);
      report.rows(outcomes);
      report.claimed(maker.knownTwice().size());
      out.println(
          "not judged by the vault's schemas: no vault answers here (./tallystick up starts one)");
      sound = !outcomes.records().isEmpty();
    }
    out.println("dry run: nothing was sent");
    return ImportResult.of(sound, flawed || outcomes.left(Outcomes.Kind.REFUSED) > 0);
  }

  private static Optional<CategorySchemas> schemas(Optional<RunningSuite> suite)
      throws InterruptedException {
    if (suite.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(CategorySchemas.of(suite.get()::published));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Deposits. */
  ImportResult run(CommandLine line, RunningSuite suite)
      throws IOException,
          InterruptedException,
          MalformedMappingException,
          UnreadableFileException,
          RefusedException {
    PartyClient client =
        line.keys().isPresent()
            ? suite.party(line.platform().orElseThrow(), line.keys().get())
            : suite.partyWithKeys(line.platform().orElseThrow());
    String agreement =
        line.agreement().isPresent() ? line.agreement().get() : onlyAgreement(client);
    Instant begun = clock.instant();
    Job job = survey(line);
    String key = ImportKey.of(agreement, job.text(), job.file().digest());
    Outcomes outcomes;
    Deposited deposited;
    LineMaker maker;
    try (ChunkSender sender = new ChunkSender(new Chunks(client, agreement, key), PAUSE)) {
      maker = new LineMaker(job.mapping(), job.survey(), sender);
      outcomes = make(job, maker);
      deposited = sender.finish();
    }
    int claimed = claim(client, job, maker);
    Duration took = Duration.between(begun, clock.instant());
    ImportReport report = new ImportReport(out);
    report.rows(outcomes);
    report.deposited(deposited);
    report.claimed(claimed);
    out.printf(
        Locale.ROOT,
        "took        %.1f s, %,d rows/s%n",
        took.toMillis() / 1_000.0,
        outcomes.rows() * 1_000 / Math.max(1, took.toMillis()));
    return ImportResult.of(
        deposited.isAny(), deposited.refusals() + outcomes.left(Outcomes.Kind.REFUSED) > 0);
  }

  /**
   * Claims that the two identifiers of each customer are one person's: the file is the evidence.
   */
  private static int claim(PartyClient client, Job job, LineMaker maker)
      throws IOException, InterruptedException, RefusedException {
    Optional<SecondIdentifier> also = job.mapping().also();
    return also.isEmpty()
        ? 0
        : new ClaimSender(client::claimIdentities, PAUSE)
            .send(maker.knownTwice(), also.get().method(), job.file().digest());
  }

  private Job survey(CommandLine line)
      throws IOException, MalformedMappingException, UnreadableFileException {
    byte[] text = ShippedMappings.read(line.mapping());
    Mapping mapping = Mapping.parse(text);
    DataFile file = DataFile.at(line.file(), mapping);
    ProgressLine progress = new ProgressLine(screen(), clock, "survey", file.size(), () -> "");
    Survey survey = Survey.of(file, mapping, progress);
    progress.end();
    return new Job(Hash.sha256(text), mapping, file, survey);
  }

  private ProgressLine.Screen screen() {
    return new ProgressLine.Screen(out, terminal);
  }

  private Outcomes make(Job job, LineMaker maker)
      throws IOException, InterruptedException, UnreadableFileException, RefusedException {
    Instant begun = clock.instant();
    ProgressLine progress =
        new ProgressLine(screen(), clock, "import", job.file().size(), () -> rate(maker, begun));
    Outcomes outcomes = maker.make(job.file(), progress);
    progress.end();
    return outcomes;
  }

  private String rate(LineMaker maker, Instant begun) {
    long millis = Math.max(1, Duration.between(begun, clock.instant()).toMillis());
    return String.format(Locale.ROOT, "%,d rows/s", maker.rows() * 1_000 / millis);
  }

  private static String onlyAgreement(PartyClient client)
      throws IOException, InterruptedException, RefusedException {
    JsonObject party = client.registration();
    List<String> agreements =
        party.findArray("agreements").stream()
            .flatMap(array -> array.items().stream())
            .map(item -> ((JsonString) item).value())
            .toList();
    if (agreements.size() != 1) {
      throw new IOException(
          "%s has %d agreements; name one with --agreement: %s"
              .formatted(client.party(), agreements.size(), String.join(", ", agreements)));
    }
    return agreements.get(0);
  }

  /** The vault, for one import. */
  private record Chunks(PartyClient client, String agreement, String key) implements Depositor {
    @Override
    public Deposit deposit(long offset, List<JsonObject> lines)
        throws RefusedException, IOException, InterruptedException {
      return client.depositChunk(agreement, key, offset, lines);
    }

    @Override
    public long logged() throws RefusedException, IOException, InterruptedException {
      return client.importedLines(key);
    }
  }
}
