package dev.tallystick.audit.key;

import dev.tallystick.audit.storage.DatabaseTimeline;
import dev.tallystick.audit.storage.SignedSize;
import dev.tallystick.tlog.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a mark's file, each in a slot of 512 bytes, so that a disk writes it whole or not at
 * all: two for the newest state in turn, one for the server, one for a witness's claim. A line ends
 * with a check; one that does not fit is a write that a crash has torn, and is not read.
 */
final class MarkSlots {
  static final int SLOT = 512;
  static final int SERVER = 2;
  static final int CLAIM = 3;
  static final int LENGTH = 4 * SLOT;

  private static final int CHECK_CHARS = 16;

  private final String file;
  private final byte[] bytes;

  private MarkSlots(String file, byte[] bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  static MarkSlots read(Path file) throws IOException {
    return new MarkSlots(
        String.valueOf(file.getFileName()), Arrays.copyOf(Files.readAllBytes(file), LENGTH));
  }

  static byte[] signed(long size, Hash root) {
    return line("signed %d %s".formatted(size, root.hex()));
  }

  static byte[] server(DatabaseTimeline server) {
    return line("server %d %d".formatted(server.system(), server.timeline()));
  }

  static byte[] claim(long size, String source) {
    return line("claimed %d %s".formatted(size, source));
  }

  boolean isOf(Path other) {
    return file.equals(String.valueOf(other.getFileName()));
  }

  /** Which of the two slots may be overwritten next. */
  int olderSlot() {
    SignedSize first = signed(0);
    SignedSize second = signed(1);
    return first != null && (second == null || first.size() > second.size()) ? 1 : 0;
  }

  /** The newest state that was noted. */
  Optional<SignedSize> signed() {
    SignedSize first = signed(0);
    SignedSize second = signed(1);
    if (first == null || (second != null && second.size() > first.size())) {
      return Optional.ofNullable(second);
    }
    return Optional.of(first);
  }

  private @Nullable SignedSize signed(int slot) {
    String[] words = words(slot, 3);
    return words == null
        ? null
        : new SignedSize(
            Long.parseLong(words[1]),
            Optional.of(Hash.fromHex(words[2])),
            "has been signed, as the mark " + file + " says");
  }

  Optional<DatabaseTimeline> server() {
    String[] words = words(SERVER, 3);
    return words == null
        ? Optional.empty()
        : Optional.of(new DatabaseTimeline(Long.parseLong(words[1]), Integer.parseInt(words[2])));
  }

  Optional<SignedSize> claim() {
    String[] words = words(CLAIM, 3);
    return words == null
        ? Optional.empty()
        : Optional.of(new SignedSize(Long.parseLong(words[1]), Optional.empty(), words[2]));
  }

  private String @Nullable [] words(int slot, int count) {
    String text = new String(bytes, slot * SLOT, SLOT, StandardCharsets.UTF_8).stripTrailing();
    int at = text.length() - CHECK_CHARS - 1;
    if (at < 0 || !check(text.substring(0, at)).equals(text.substring(at + 1))) {
      return null;
    }
    return text.substring(0, at).split(" ", count);
  }

  private static byte[] line(String text) {
    byte[] slot = new byte[SLOT];
    Arrays.fill(slot, (byte) ' ');
    byte[] line = (text + " " + check(text)).getBytes(StandardCharsets.UTF_8);
    if (line.length >= SLOT) {
      throw new IllegalArgumentException("a line of a mark has at most 511 bytes");
    }
    System.arraycopy(line, 0, slot, 0, line.length);
    slot[SLOT - 1] = '\n';
    return slot;
  }

  private static String check(String text) {
    return Hash.sha256(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, CHECK_CHARS);
  }
}
