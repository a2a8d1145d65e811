package dev.tallystick.gateway.source;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.gateway.work.GatewayTask;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks a database for the rows behind a mark, deposits them, and moves the mark when they have
 * their receipt. Killed in between, the rows that were read are on the disk and go on; the database
 * is not asked again before.
 */
@Singleton
class WatchQuery implements GatewayTask {
  static final String SOURCE = "query";

  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int MOST_ROWS = 5_000;
  private static final int ROWS_AT_A_TIME = 1_000;
  private static final String MARK = "mark";

  private final QuerySettings settings;
  private final DepositBatch deposits;
  private final DepositSourceRepository sources;
  private final Clock clock;
  private final QueriedDatabase database;
  private final SourceLoop loop;

  WatchQuery(
      QuerySettings settings, DepositBatch deposits, DepositSourceRepository sources, Clock clock) {
    this.settings = settings;
    this.deposits = deposits;
    this.sources = sources;
    this.clock = clock;
    this.database = new QueriedDatabase(settings);
    this.loop = new SourceLoop(SOURCE, sources, clock);
  }

  @Override
  public Duration every() {
    return settings.every().compareTo(LOOK) < 0 ? settings.every() : LOOK;
  }

  @Override
  public void run() {
    if (settings.url().isPresent()) {
      loop.run(settings.every(), this::step);
    }
  }

  private boolean step() throws IOException, StandstillException {
    if (settings.statement().isEmpty()
        || settings.mark().isEmpty()
        || settings.from().isEmpty()
        || settings.mapping().isEmpty()
        || settings.agreement().isEmpty()
        || settings.dir().isEmpty()) {
      throw new StandstillException("SETTINGS_INCOMPLETE");
    }
    DepositBatch.requireFit(settings.mapping().get());
    BatchSpool spool = new BatchSpool(settings.dir().get(), SOURCE);
    spool.endMoves(clock.instant());
    if (spool.find().isEmpty()) {
      try {
        read(spool);
      } catch (SQLException e) {
        // What a server says may hold values of a row.
        throw new StandstillException(
            "DATABASE_" + Objects.requireNonNullElse(e.getSQLState(), "FAILED"));
      }
    }
    Optional<BatchSpool.Batch> batch = spool.find();
    if (batch.isEmpty()) {
      return false;
    }
    deposits.deposit(
        spool,
        batch.get(),
        new DepositBatch.How(SOURCE, settings.mapping().get(), settings.agreement().get()),
        done -> done.last().getString(MARK));
    return true;
  }

  /** Reads the rows behind the mark into the folder, if there are any. */
  private void read(BatchSpool spool) throws IOException, SQLException, StandstillException {
    String from = sources.mark(SOURCE).orElseGet(() -> settings.from().orElseThrow());
    try (Connection connection = database.connect();
        PreparedStatement statement =
            connection.prepareStatement(settings.statement().orElseThrow());
        BatchSpool.Draft draft = spool.begin()) {
      statement.setFetchSize(ROWS_AT_A_TIME);
      statement.setString(1, from);
      try (ResultSet rows = statement.executeQuery()) {
        String last = write(rows, draft, from);
        if (draft.count() > 0 && last.equals(from)) {
          // The statement does not leave out what stands at the mark: it would be read for ever.
          throw new StandstillException("MARK_DOES_NOT_MOVE");
        }
      } finally {
        connection.rollback();
      }
      if (draft.count() > 0) {
        draft.finish();
      }
    }
  }

  /** Writes rows, and tells the mark of the last one. */
  private String write(ResultSet rows, BatchSpool.Draft draft, String from)
      throws IOException, SQLException, StandstillException {
    String last = from;
    QueriedRow row = new QueriedRow(rows);
    while (rows.next()) {
      String mark =
          row.text(settings.mark().orElseThrow())
              .orElseThrow(() -> new StandstillException("MARK_MISSING"));
      // Rows with the same mark belong together: behind it none of them is asked for again.
      if (draft.count() >= MOST_ROWS && !mark.equals(last)) {
        break;
      }
      last = mark;
      draft.add(row.document(), place(mark));
    }
    return last;
  }

  private static JsonObject place(String mark) throws StandstillException {
    try {
      return JsonObject.builder().put(MARK, mark).build();
    } catch (IllegalArgumentException e) {
      // No text that every reader writes alike.
      throw new StandstillException("MARK_UNUSABLE");
    }
  }
}
