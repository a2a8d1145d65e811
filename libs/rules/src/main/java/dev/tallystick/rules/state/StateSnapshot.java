package dev.tallystick.rules.state;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A state in bytes, so that who starts anew need not fold the whole log: a cache of the fold and
 * nothing else. What is read again answers every question as the state that was written.
 *
 * <p>The bytes are not protected and are believed by whoever reads them: seal them, and bind them
 * to the log whose fold they are. The form is that of one release of this library; a reader refuses
 * another one's, and the log is folded instead.
 */
public final class StateSnapshot {
  /** Changes whenever the form, or what the fold makes of an event, does. */
  private static final String FORM = "4";

  /** Behind the last part, so that a file cut short does not pass for a whole one. */
  private static final long END = 0x7461_6c6c_7973_7469L;

  private StateSnapshot() {}

  /** Writes a state; the stream stays open. */
  public static void write(State state, OutputStream stream) throws IOException {
    SnapshotOut out = new SnapshotOut(stream);
    out.text(FORM);
    out.wide(state.size());
    RegistryForm.write(out, state.registry());
    PeopleForm.write(out, state.people());
    ExchangeForm.write(out, state.exchange());
    Entries.write(
        out,
        state.guards(),
        (key, version) -> {
          out.id(key);
          out.wide(version);
        });
    out.wide(END);
    out.flush();
  }

  /**
   * Reads a state. May read a little beyond it; the stream stays open.
   *
   * @throws IOException if these are not the bytes of a state in the form of this release
   */
  public static State read(InputStream stream) throws IOException {
    SnapshotIn in = new SnapshotIn(stream);
    String form = in.text();
    if (!form.equals(FORM)) {
      throw new IOException("a snapshot of another release");
    }
    long size = in.wide();
    Registry registry = RegistryForm.read(in);
    People people = PeopleForm.read(in);
    Exchange exchange = ExchangeForm.read(in);
    TrieMap.Filling<LogId, Long> guards = new TrieMap.Filling<>();
    Entries.read(in, () -> guards.put(in.id(), in.wide()));
    if (in.wide() != END) {
      throw new IOException("the snapshot has another end");
    }
    return new State(size, guards.filled(), registry, people, exchange);
  }
}
