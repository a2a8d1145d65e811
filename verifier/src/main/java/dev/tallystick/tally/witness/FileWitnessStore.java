package dev.tallystick.tally.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.tally.state.DurableFolder;
import dev.tallystick.tally.state.UnusableStateException;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TlogException;
import dev.tallystick.tlog.VerifierKey;
import dev.tallystick.tlog.WitnessState;
import dev.tallystick.tlog.WitnessStore;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the latest cosigned checkpoint of each log as a file with the note itself, named by the
 * hash of the origin.
 *
 * <p>A write that fails may have been kept or not. The store then refuses everything until it is
 * opened anew and has read what is there.
 */
public final class FileWitnessStore implements WitnessStore {
  private static final String SUFFIX = ".checkpoint";

  private final DurableFolder folder;
  private final Map<String, WitnessState> states = new ConcurrentHashMap<>();
  private volatile @Nullable IOException failure;

  private FileWitnessStore(DurableFolder folder) {
    this.folder = folder;
  }

  /**
   * Reads the states of these logs.
   *
   * @param witness the witness's own key, whose cosignature each state must bear
   * @throws UnusableStateException if a state is there and cannot be trusted
   */
  public static FileWitnessStore open(
      DurableFolder folder, VerifierKey witness, Collection<String> origins)
      throws UnusableStateException {
    FileWitnessStore store = new FileWitnessStore(folder);
    for (String origin : origins) {
      store.states.put(origin, read(folder, witness, origin));
    }
    return store;
  }

  private static WitnessState read(DurableFolder folder, VerifierKey witness, String origin)
      throws UnusableStateException {
    String name = name(origin);
    Optional<byte[]> file = folder.find(name, SignedNote.MAX_SIZE);
    if (file.isEmpty()) {
      return WitnessState.nothingOf(origin);
    }
    try {
      WitnessState state = WitnessState.parse(file.get(), witness);
      if (!state.origin().equals(origin)) {
        throw new UnusableStateException(
            "%s: is about %s, not %s"
                .formatted(folder.path().resolve(name), state.origin(), origin));
      }
      return state;
    } catch (TlogException e) {
      throw new UnusableStateException(
          "%s: not a checkpoint that this witness has cosigned: %s"
              .formatted(folder.path().resolve(name), e.getMessage()));
    }
  }

  /** Returns the name of the file for a log: an origin may have any characters. */
  static String name(String origin) {
    return Hash.sha256(origin.getBytes(UTF_8)).hex() + SUFFIX;
  }

  @Override
  public WitnessState latest(String origin) throws IOException {
    requireWorking();
    return states.computeIfAbsent(origin, WitnessState::nothingOf);
  }

  @Override
  public synchronized boolean replace(WitnessState expected, WitnessState next) throws IOException {
    requireWorking();
    if (!latest(expected.origin()).equals(expected)) {
      return false;
    }
    byte[] note = next.note().orElseThrow().toByteArray();
    try {
      folder.write(name(next.origin()), note);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
    states.put(next.origin(), next);
    return true;
  }

  private void requireWorking() throws IOException {
    IOException before = failure;
    if (before != null) {
      throw new UnusableStateException("an earlier write failed: " + before.getMessage());
    }
  }
}
