package dev.tallystick.tally.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.tally.state.DurableFolder;
import dev.tallystick.tally.state.UnusableStateException;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.VerifierKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The folder of a watcher: what it remembers, the key that it trusts, and evidence. */
public final class WatchFolder implements AutoCloseable {
  private static final String STATE = "watch.state";
  private static final String KEY = "vkey";
  private static final String CONFLICT = "checkpoint.conflict";

  private final DurableFolder folder;

  private WatchFolder(DurableFolder folder) {
    this.folder = folder;
  }

  /**
   * Opens the folder; makes it if there is none.
   *
   * @throws UnusableStateException if it cannot be written, or another process has it open
   */
  public static WatchFolder open(Path path) throws UnusableStateException {
    return new WatchFolder(DurableFolder.open(path));
  }

  /** Returns what is remembered, if there is anything. */
  public Optional<WatchState> state() throws UnusableStateException {
    Optional<byte[]> file = folder.find(STATE, WatchState.MAX_SIZE);
    return file.isEmpty()
        ? Optional.empty()
        : Optional.of(WatchState.parse(file.get(), folder.path().resolve(STATE).toString()));
  }

  /** Remembers; it is durable when this returns. */
  public void remember(WatchState state) throws UnusableStateException {
    folder.write(STATE, state.toByteArray());
  }

  /** Keeps the key that has been verified first, for runs that do not name one. */
  public void rememberKey(List<VerifierKey> signers) throws UnusableStateException {
    if (!signers.isEmpty() && folder.find(KEY, 1 << 12).isEmpty()) {
      folder.write(KEY, (signers.get(0) + "\n").getBytes(UTF_8));
    }
  }

  /**
   * Keeps a checkpoint that contradicts the one remembered. The first one stays: it is evidence.
   *
   * @return the file
   */
  public Path keepConflict(SignedNote note) throws UnusableStateException {
    if (folder.find(CONFLICT, SignedNote.MAX_SIZE).isEmpty()) {
      folder.write(CONFLICT, note.toByteArray());
    }
    return folder.path().resolve(CONFLICT);
  }

  @Override
  public void close() throws IOException {
    folder.close();
  }
}
