package dev.tallystick.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.Optional;

/** What an operator can set about the log. */
@ConfigMapping(prefix = "tallystick.audit")
interface LogConfig {

  /**
   * {@code tallystick.audit.origin}: the log's name, such as {@code log.example.org/2026}. Read
   * once, when the log is begun; afterwards it must stay the same, or the service does not start.
   * Default: {@code tallystick.example/} and eight random digits, so that two laptops never share a
   * name.
   */
  Optional<String> origin();

  /**
   * {@code tallystick.audit.max-batch}: entries in one transaction. Larger batches cost less an
   * entry and make those who wait with them wait longer.
   */
  @WithDefault("1000")
  int maxBatch();

  /**
   * {@code tallystick.audit.batch-interval}: the least time from one batch to the next. A longer
   * one costs less processor time an entry and makes those who come right after a batch wait
   * longer.
   */
  @WithDefault("4ms")
  Duration batchInterval();

  /**
   * {@code tallystick.audit.max-queued-bytes}: memory for events that wait for the sequencer. What
   * does not fit is answered with 503 and {@code Retry-After}.
   */
  @WithDefault("67108864")
  long maxQueuedBytes();

  /**
   * {@code tallystick.audit.index-interval}: the least time between two index roots, at least a
   * second. Answers about people and parties lag by as much. Longer ones also hold back the first
   * root of a process.
   */
  @WithDefault("1S")
  Duration indexInterval();

  /**
   * {@code tallystick.audit.witness-file}: the {@code witness}, {@code group} and {@code quorum}
   * lines of the log's policy (c2sp.org/tlog-policy), each witness with the address that
   * checkpoints are sent to. The service adds the line of its own key and serves the whole at
   * {@code /log/policy}. Default: none, and {@code quorum none}. Another file is another policy:
   * verifiers that hold the old one go by the old one.
   */
  Optional<Path> witnessFile();

  /**
   * {@code tallystick.audit.parity.every}: how often releases and refusals are counted for the
   * parity report; {@code off} for never, where another replica does.
   */
  @WithName("parity.every")
  @WithDefault("1m")
  String parityEvery();

  /**
   * {@code tallystick.audit.boards.every}: how often entries are counted for the public boards;
   * {@code off} for never, where another replica does.
   */
  @WithName("boards.every")
  @WithDefault("1m")
  String boardsEvery();

  /**
   * {@code tallystick.audit.self-check-cron}: when the service recomputes all that it has stored,
   * as a cron expression of six fields with the second first; {@code off} for never.
   */
  @WithDefault("0 15 3 * * ?")
  String selfCheckCron();

  /**
   * {@code tallystick.audit.exchange-term}: how long the bodies of releases, refusals and the like
   * are kept after the day of their intake, as an ISO 8601 period; 3 years at least (R51). What is
   * erased is gone for good, and the log says so.
   */
  @WithDefault("P3Y")
  Period exchangeTerm();

  /**
   * {@code tallystick.audit.witness-timeout}: how long one witness may take for one answer. Nobody
   * but the witness's own cosignature waits for it.
   */
  @WithDefault("5S")
  Duration witnessTimeout();

  /**
   * {@code tallystick.audit.mark-dir}: where each process keeps the mark of what it has signed, on
   * storage that is not put back together with the database. Default: {@code tallystick.kms.dir},
   * beside the key. It must be writable and survive restarts.
   */
  Optional<Path> markDir();

  /**
   * {@code tallystick.audit.standby}: {@code required} if a commit counts only when a synchronous
   * standby has it too; the role then needs {@code pg_read_all_stats}. Without a standby a failed
   * disk takes with it what receipts were given for.
   */
  @WithDefault("optional")
  Standby standby();

  /** Whether a standby is demanded. */
  enum Standby {
    /** The database may be alone. */
    OPTIONAL,
    /** Nothing is logged without one. */
    REQUIRED
  }
}
