package dev.tallystick.rules.state;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Writes the parts of a snapshot. Words that come again are written once. Not thread-safe. */
final class SnapshotOut {
  private static final int BUFFER = 1 << 16;

  /** In place of a number of words or bytes: there is none. */
  static final int NONE = -1;

  private final OutputStream out;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private final Map<String, Integer> words = new HashMap<>();
  private final Map<Object, Integer> shared = new HashMap<>();

  SnapshotOut(OutputStream out) {
    this.out = out;
  }

  /** Writes one item of a collection. */
  interface Item<T> {
    void write(T item) throws IOException;
  }

  void flag(boolean value) throws IOException {
    room(1).put((byte) (value ? 1 : 0));
  }

  void small(int value) throws IOException {
    room(1).put((byte) value);
  }

  void number(int value) throws IOException {
    room(4).putInt(value);
  }

  void wide(long value) throws IOException {
    room(8).putLong(value);
  }

  void wide(OptionalLong value) throws IOException {
    flag(value.isPresent());
    if (value.isPresent()) {
      wide(value.getAsLong());
    }
  }

  /** A text that does not come again. */
  void text(String value) throws IOException {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    number(utf8.length);
    for (int at = 0; at < utf8.length; at += BUFFER) {
      int length = Math.min(BUFFER, utf8.length - at);
      room(length).put(utf8, at, length);
    }
  }

  /** A text of which there are few: the second time it is a number. */
  void word(String value) throws IOException {
    Integer known = words.get(value);
    number(known == null ? words.size() : known);
    if (known == null) {
      words.put(value, words.size());
      text(value);
    }
  }

  void word(Optional<String> value) throws IOException {
    if (value.isEmpty()) {
      number(NONE);
    } else {
      word(value.get());
    }
  }

  void words(Collection<String> values) throws IOException {
    all(values, this::word);
  }

  void id(@Nullable LogId id) throws IOException {
    small(id == null ? NONE : id.form());
    if (id != null) {
      id.write(this);
    }
  }

  <T> void all(Collection<T> items, Item<T> item) throws IOException {
    number(items.size());
    for (T one : items) {
      item.write(one);
    }
  }

  <T> void perhaps(Optional<T> value, Item<T> item) throws IOException {
    flag(value.isPresent());
    if (value.isPresent()) {
      item.write(value.get());
    }
  }

  /** A value that many have: the second time it is a number. */
  <T> void once(T value, Item<T> item) throws IOException {
    Integer known = shared.get(value);
    number(known == null ? shared.size() : known);
    if (known == null) {
      shared.put(value, shared.size());
      item.write(value);
    }
  }

  private ByteBuffer room(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      flush();
    }
    return buffer;
  }

  void flush() throws IOException {
    out.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }
}
