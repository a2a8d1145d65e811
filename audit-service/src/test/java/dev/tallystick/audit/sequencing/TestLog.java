package dev.tallystick.audit.sequencing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.decision.LoggedClaims;
import dev.tallystick.audit.decision.LoggedReleases;
import dev.tallystick.audit.entry.Answered;
import dev.tallystick.audit.entry.EntryIntake;
import dev.tallystick.audit.entry.ReleaseAdmission;
import dev.tallystick.audit.index.IndexFollower;
import dev.tallystick.audit.key.CheckpointSigner;
import dev.tallystick.audit.key.LogKeys;
import dev.tallystick.audit.key.LogSigners;
import dev.tallystick.audit.key.SignedMark;
import dev.tallystick.audit.proof.Proofs;
import dev.tallystick.audit.sealing.OpeningKeys;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.sealing.SharedOpeningKeys;
import dev.tallystick.audit.storage.FreshEntries;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.LogHead;
import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.storage.LogStateRepository;
import dev.tallystick.audit.storage.LogStore;
import dev.tallystick.audit.storage.OpeningRepairRepository;
import dev.tallystick.audit.storage.Partitions;
import dev.tallystick.audit.storage.PostgresLogStore;
import dev.tallystick.audit.storage.SignableStates;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.audit.storage.TileRepository;
import dev.tallystick.audit.witness.LogPolicy;
import dev.tallystick.audit.witness.WitnessedCheckpointRepository;
import dev.tallystick.audit.witness.WitnessedCheckpoints;
import dev.tallystick.keys.InMemoryKms;
import dev.tallystick.keys.KeyVersion;
import dev.tallystick.keys.Kms;
import dev.tallystick.postgres.Database;
import dev.tallystick.postgres.LocalPostgres;
import dev.tallystick.tlog.EntryBundle;
import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.Tile;
import dev.tallystick.tlog.TreeBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A log on a real PostgreSQL, without HTTP. {@link #check()} verifies everything that is stored,
 * from nothing but the tables, after any step of a test.
 */
public final class TestLog implements AutoCloseable {
  private static final LocalPostgres SERVER = LocalPostgres.temporary();
  private static final String ORIGIN = "tallystick.example/test";
  private static final Path MARKS = marks();
  private static int databases;

  final Database database;
  public final DataSource dataSource;
  final Clock clock;
  public final OpeningKeys openingKeys;
  public final OpeningSeal seal;
  public final LogKeys keys;
  final LogHead head = new LogHead();
  public final SignedMark mark;
  public final CheckpointSigner signer;
  public final LogSigners signers;
  public final LogStateRepository states;
  final TileRepository tiles;
  public final LogEntryRepository entries;
  final FreshEntries fresh;
  public final Proofs proofs;
  public final LogPolicy policy;
  public final EntryIntake intake;
  private final SequencerThread thread;

  private static Path marks() {
    try {
      Path folder = Files.createTempDirectory("marks");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server of all integration tests of this JVM; it ends with it. */
  public static LocalPostgres server() {
    return SERVER;
  }

  /** A new, empty log. */
  public static TestLog create(Clock clock, UnaryOperator<LogStore> wrap) {
    return create(clock, wrap, Duration.ZERO);
  }

  /** A new, empty log whose batches begin at least {@code interval} apart. */
  static TestLog create(Clock clock, UnaryOperator<LogStore> wrap, Duration interval) {
    Database database = SERVER.createDatabase("audit" + ++databases);
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.owner().role(), database.owner().password())
        .placeholders(Map.of("app-role", database.app().role()))
        .load()
        .migrate();
    return new TestLog(database, new InMemoryKms(), clock, wrap, interval);
  }

  private final Kms kms;

  private TestLog(
      Database database, Kms kms, Clock clock, UnaryOperator<LogStore> wrap, Duration interval) {
    this(database, kms, clock, wrap, interval, folder(database.name()));
  }

  private TestLog(
      Database database,
      Kms kms,
      Clock clock,
      UnaryOperator<LogStore> wrap,
      Duration interval,
      Path marks) {
    this.database = database;
    this.kms = kms;
    this.clock = clock;
    this.dataSource = dataSource(database);
    this.states = new LogStateRepository(dataSource);
    this.tiles = new TileRepository(dataSource);
    this.entries = new LogEntryRepository(dataSource);
    this.fresh = new FreshEntries(IndexFollower.typesRead());
    new Partitions(dataSource, clock).ensure();
    this.keys = keys(kms, states);
    this.openingKeys = new OpeningKeys(new SharedOpeningKeys(dataSource), kms, clock);
    this.seal = new OpeningSeal(openingKeys, new OpeningRepairRepository(dataSource)::find);
    this.signers = keys.onlySigner();
    this.mark = SignedMark.open(marks, ORIGIN);
    mark.found().forEach(head::hold);
    this.signer = new CheckpointSigner(ORIGIN, signers, mark, head);
    this.policy = LogPolicy.of(keys.identity(), Optional.empty());
    this.proofs =
        new Proofs(
            new SignableStates(states, head),
            tiles,
            signer,
            // Its policy asks for no witness, so its table is never read.
            new WitnessedCheckpoints(new WitnessedCheckpointRepository(), policy));
    Sequencer sequencer =
        new Sequencer(
            wrap.apply(store()), seal, signer, clock, new Sequencer.Committed(head, fresh));
    this.thread = new SequencerThread(sequencer, new Pace(interval), 1000, 1 << 26, () -> {});
    this.intake =
        new EntryIntake(
            seal,
            thread,
            new ReleaseAdmission(
                keyId -> Optional.empty(),
                new LoggedReleases(entries, seal),
                entries,
                new LoggedClaims(entries, seal)),
            Runnable::run);
    thread.start();
  }

  /** What the service's own start does in one transaction; here nobody starts at the same time. */
  private static LogKeys keys(Kms kms, LogStateRepository states) {
    if (states.origin().isEmpty()) {
      kms.createKek(LogKeys.OPENINGS);
      kms.createSigner(LogKeys.SIGNER);
      states.begin(ORIGIN);
    }
    return LogKeys.of(ORIGIN, kms.signer(new KeyVersion(LogKeys.SIGNER, 1)));
  }

  /** Where the log's marks are: gone with this JVM. */
  private static Path folder(String name) {
    try {
      Path folder = MARKS.resolve(name);
      Files.createDirectories(folder);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A store of its own for this log. */
  public PostgresLogStore store() {
    return new PostgresLogStore(dataSource, head, mark, /* needsStandby= */ false);
  }

  /** A second process on the same database, as far as one JVM can have that. */
  TestLog replica(Clock itsClock) {
    return new TestLog(database, kms, itsClock, store -> store, Duration.ZERO);
  }

  /** The same log after a stop, on whatever its database holds by now. */
  TestLog startAgain() {
    return new TestLog(database, kms, clock, store -> store, Duration.ZERO);
  }

  /** The same log on a host that has never seen it, with no mark to remember. */
  TestLog forgetful() {
    return new TestLog(
        database, kms, clock, store -> store, Duration.ZERO, folder(database.name() + "-other"));
  }

  /** Copies the database of a log that is stopped, as a backup does. */
  static void copy(String from, String to) throws SQLException {
    try (Connection admin = SERVER.connect("postgres");
        java.sql.Statement statement = admin.createStatement()) {
      statement.execute("drop database if exists " + to + " with (force)");
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + from + "'");
      String owner;
      try (var row =
          statement.executeQuery(
              "select pg_get_userbyid(datdba) from pg_database where datname = '" + from + "'")) {
        row.next();
        owner = row.getString(1);
      }
      statement.execute("create database " + to + " template " + from + " owner " + owner);
      statement.execute("grant connect on database " + to + " to public");
    }
  }

  /** Loses the mark beside the key, as with a key folder that was put back too. */
  void loseMark() throws IOException {
    try (var files = Files.newDirectoryStream(folder(database.name()))) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  Kms kms() {
    return kms;
  }

  private static DataSource dataSource(Database database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.jdbcUrl());
    source.setUser(database.app().role());
    source.setPassword(database.app().password());
    return source;
  }

  CompletableFuture<List<Answered>> submit(String client, byte[]... requests) {
    return intake.submit(client, List.of(requests)).toCompletableFuture();
  }

  public AppendOutcome append(String client, byte[] request) {
    return await(submit(client, request)).get(0).outcome();
  }

  static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  public Connection connectAsSuperuser() throws SQLException {
    return SERVER.connect(database.name());
  }

  public Connection connectAsOwner() throws SQLException {
    return database.connectAsOwner();
  }

  public Connection connectAsApp() throws SQLException {
    return dataSource.getConnection();
  }

  /**
   * Reads all rows and rebuilds the tree from what they hold, opened and hashed again: indexes
   * without a gap, every bundle, every tile and the state agree with it. Returns the size.
   */
  long check() {
    LogState state = states.find().orElseThrow();
    List<StoredEntry> rows = entries.range(0, Long.MAX_VALUE);
    assertThat(rows).as("entries").hasSize((int) state.size());
    TreeBatch tree = new TreeBatch(Frontier.EMPTY);
    long last = 0;
    for (int i = 0; i < rows.size(); i++) {
      StoredEntry row = rows.get(i);
      assertThat(row.index()).isEqualTo(i);
      assertThat(row.recordedMillis())
          .as("recorded time of entry %d", i)
          .isGreaterThanOrEqualTo(last);
      last = row.recordedMillis();
      assertThat(seal.recomputeEntry(row)).as("entry %d", i).isEqualTo(row.entry());
      tree.add(Merkle.leafHash(row.entry()));
    }
    assertThat(tree.root()).isEqualTo(state.root());
    assertThat(state.frontier().root()).isEqualTo(state.root());
    checkTiles(tree, rows);
    return state.size();
  }

  private void checkTiles(TreeBatch tree, List<StoredEntry> rows) {
    tree.newTileHashes()
        .forEach(
            append -> {
              byte[] expected = new byte[append.hashes().size() * 32];
              for (int i = 0; i < append.hashes().size(); i++) {
                append.hashes().get(i).copyTo(expected, i * 32);
              }
              assertThat(tiles.find(append.tile())).as(append.tile().path()).hasValue(expected);
            });
    for (int first = 0; first < rows.size(); first += Tile.FULL_WIDTH) {
      List<StoredEntry> some = rows.subList(first, Math.min(rows.size(), first + Tile.FULL_WIDTH));
      Tile bundle = new Tile(Tile.ENTRIES, first / Tile.FULL_WIDTH, some.size());
      assertThat(tiles.find(bundle))
          .as(bundle.path())
          .hasValue(EntryBundle.encodeHashes(some.stream().map(StoredEntry::entry).toList()));
    }
  }

  @Override
  public void close() {
    thread.close();
    mark.close();
  }
}
