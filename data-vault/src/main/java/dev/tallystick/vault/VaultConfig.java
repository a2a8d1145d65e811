package dev.tallystick.vault;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.util.List;
import java.util.Optional;

/**
 * The settings of this service that are not the framework's, by group. A misspelt key in one of
 * these groups stops the start.
 */
public final class VaultConfig {
  private VaultConfig() {}

  /** Where the keys that wrap other keys are kept. */
  @ConfigMapping(prefix = "tallystick.kms")
  public interface Kms {
    /**
     * Folder of the key-encryption keys, mode 0700, the same for all replicas. No default.
     *
     * <p>Without it no record can be opened and nobody's token is found again, and neither with a
     * backup of the database. Who can read both can read everything.
     */
    Path dir();

    /**
     * A second folder that is kept the same as {@code dir}, for its backup; none by default. It
     * belongs on other storage than the database's backups. A copy made in any other way must lose
     * destroyed keys within {@code tallystick.keystore.shred-within}, or erasure does not hold
     * against whoever has it.
     */
    Optional<Path> copyDir();
  }

  /** The data keys, and how long what was shredded may linger in copies. */
  @ConfigMapping(prefix = "tallystick.keystore")
  public interface Keystore {
    /**
     * Folder that the wrapped data keys are backed up to, 0700; none by default. Without it no old
     * wrapping key is ever destroyed: a lost database would take all records with it.
     */
    Optional<Path> backupDir();

    /**
     * Within what time after a key was shredded the version that wraps copies of it is destroyed;
     * 24 hours by default. Exceeded, the log says so as an error.
     */
    @WithDefault("24H")
    Duration shredWithin();

    /**
     * For how long shreddings of a shard are collected before its wrapping key is rotated; 12 hours
     * by default. Shorter, keys are wrapped anew more often; it must leave time for that.
     */
    @WithDefault("12H")
    Duration collectFor();
  }

  /** The terms within which people are answered. */
  @ConfigMapping(prefix = "tallystick.rights")
  public interface Rights {
    /**
     * How long the party has to answer an objection; 20 calendar days by default (R46). The day
     * after, the log says that it is overdue.
     */
    @WithDefault("P20D")
    Period objectionTerm();

    /**
     * How long ago a person may have proved who they are when they carry records away (R45); 15
     * minutes by default. Longer, an unattended session is enough.
     */
    @WithDefault("PT15M")
    Duration verifiedWithin();

    /** How long a recipient has to say what it did about a change that it was told; 15 days. */
    @WithDefault("P15D")
    Period answerTerm();
  }

  /** How much a party may ask for. */
  @ConfigMapping(prefix = "tallystick.resolve")
  public interface Resolve {
    /**
     * How many identifiers a party may have resolved in a minute, over all replicas; 6,000 by
     * default. More makes it cheaper to try numbers out.
     */
    @WithDefault("6000")
    int perMinute();
  }

  /** When asking for identity numbers in a row raises an alarm (R53). */
  @ConfigMapping(prefix = "tallystick.sequence")
  public interface Sequence {
    /** How long a number counts; 10 minutes by default. */
    @WithDefault("10M")
    Duration window();

    /** How many numbers of a party in a row are expected at the most; 20 by default. */
    @WithDefault("20")
    int threshold();

    /** How many numbers of each party a replica remembers, 100 bytes each; 20,000 by default. */
    @WithDefault("20000")
    int keep();
  }

  /** How much is taken in at once, and how fast it must arrive. */
  @ConfigMapping(prefix = "tallystick.import")
  public interface Import {
    /**
     * How many chunks may arrive at once at this replica; 4 by default. Each takes two connections
     * to the database and four batches of lines in memory; more than the processors can seal makes
     * none of them faster. One platform has half of them at most.
     */
    @WithDefault("4")
    int atOnce();

    /** How long a chunk may take to arrive; 5 minutes by default. A slower one gets 408. */
    @WithDefault("5M")
    Duration within();

    /**
     * The least of a chunk that arrives in a second for which the service waits, taken over ten; 16
     * KB by default.
     */
    @WithDefault("16K")
    MemorySize perSecond();
  }

  /** How persons are told of what happens in their name. */
  @ConfigMapping(prefix = "tallystick.alerts")
  public interface Alerts {
    /**
     * Where the portal is, which messages lead to; none by default, and then persons can set no
     * address. Of https, unless it is on this machine.
     */
    Optional<String> portalUrl();

    /**
     * From whom mail comes; none by default, and then there are webhooks alone. The server it goes
     * through is {@code quarkus.mailer.host}.
     */
    Optional<String> mailFrom();

    /** The time of day, UTC, at which digests go; half past midnight by default. */
    @WithDefault("00:30")
    LocalTime digestAt();

    /**
     * Whether webhooks may be on this machine, and then of http too; no by default. For the local
     * suite: elsewhere it lets persons have this machine's own services called.
     */
    @WithDefault("false")
    boolean webhooksOnLoopback();

    /**
     * Blocks of addresses, such as {@code 2001:db8:7::/48}, that no webhook leads to although they
     * are public by the registries: those that the installation's own machines have.
     */
    Optional<List<String>> webhooksNeverTo();
  }
}
