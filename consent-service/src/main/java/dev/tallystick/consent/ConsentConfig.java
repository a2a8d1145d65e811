package dev.tallystick.consent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of this service that are not the framework's, by group. A misspelt key in one of
 * these groups stops the start.
 */
public final class ConsentConfig {
  private ConsentConfig() {}

  /** Snapshots of the state, which make a start short. */
  @ConfigMapping(prefix = "tallystick.snapshot")
  public interface Snapshot {
    /**
     * Folder of this replica's snapshots; made with mode 0700 if it is missing. Without it there
     * are none, and each start folds the whole log. What is in it is sealed, and may be deleted at
     * any time.
     */
    Optional<Path> dir();

    /**
     * After how many more entries of the log a new one is written. Fewer mean a shorter start and
     * more writing: each is the whole state, some 100 bytes a consent.
     */
    @WithDefault("20000")
    long minEntries();

    /** How often it is looked whether one is due. */
    @WithDefault("20s")
    String lookEvery();
  }

  /** How the keys of parties change. */
  @ConfigMapping(prefix = "tallystick.keys")
  public interface Keys {
    /**
     * How long before its beginning a key to seal to is registered, if it takes the place of
     * another one. In this time any valid key of the party, or the regulator, can revoke it. Zero
     * lets whoever has stolen a key have everything at once; it is refused off loopback.
     */
    @WithDefault("PT24H")
    Duration notice();
  }

  /** The state in memory. */
  @ConfigMapping(prefix = "tallystick.state")
  public interface State {
    /**
     * After how many more entries the state forgets what the pack no longer looks back to. It goes
     * through everything each time, while the feed waits.
     */
    @WithDefault("20000")
    int forgetEvery();
  }

  /** What parties publish, for everybody to read. */
  @ConfigMapping(prefix = "tallystick.publication")
  public interface Publication {
    /** How often one network address may read public pages in a minute. */
    @WithDefault("300")
    int perMinute();
  }

  /** Freezes. */
  @ConfigMapping(prefix = "tallystick.freeze")
  public interface Freeze {
    /** How often a person may lift a freeze in a day. To freeze is never refused. */
    @WithDefault("5")
    int liftsADay();
  }
}
