package dev.tallystick.rules.state;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what {@link SnapshotOut} has written. Not thread-safe. */
final class SnapshotIn {
  private static final int BUFFER = 1 << 16;
  private static final int MAX_TEXT = 1 << 24;

  private final InputStream in;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
  private final List<String> words = new ArrayList<>();
  private final List<Object> shared = new ArrayList<>();

  SnapshotIn(InputStream in) {
    this.in = in;
  }

  /** Reads one item of a collection. */
  interface Item<T> {
    T read() throws IOException;
  }

  boolean flag() throws IOException {
    return small() != 0;
  }

  int small() throws IOException {
    return need(1).get();
  }

  int number() throws IOException {
    return need(4).getInt();
  }

  /** A number of things that follow. */
  int count() throws IOException {
    int count = number();
    if (count < 0) {
      throw new IOException("a count is not negative");
    }
    return count;
  }

  long wide() throws IOException {
    return need(8).getLong();
  }

  OptionalLong optionalWide() throws IOException {
    return flag() ? OptionalLong.of(wide()) : OptionalLong.empty();
  }

  String text() throws IOException {
    int length = number();
    if (length < 0 || length > MAX_TEXT) {
      throw new IOException("a text of " + length + " bytes");
    }
    byte[] utf8 = new byte[length];
    for (int at = 0; at < length; at += BUFFER) {
      int part = Math.min(BUFFER, length - at);
      need(part).get(utf8, at, part);
    }
    return new String(utf8, StandardCharsets.UTF_8);
  }

  String word() throws IOException {
    return word(number());
  }

  private String word(int number) throws IOException {
    if (number == words.size()) {
      String word = text();
      words.add(word);
      return word;
    }
    return known(words, number);
  }

  private static <T> T known(List<T> list, int number) throws IOException {
    if (number < 0 || number >= list.size()) {
      throw new IOException("a number of nothing seen before");
    }
    return list.get(number);
  }

  Optional<String> optionalWord() throws IOException {
    int number = number();
    return number == SnapshotOut.NONE ? Optional.empty() : Optional.of(word(number));
  }

  SortedSet<String> words() throws IOException {
    return Collections.unmodifiableSortedSet(new TreeSet<>(all(this::word)));
  }

  @Nullable LogId optionalId() throws IOException {
    int form = small();
    return form == SnapshotOut.NONE ? null : LogId.read(form, this);
  }

  LogId id() throws IOException {
    return LogId.read(small(), this);
  }

  <T> List<T> all(Item<T> item) throws IOException {
    int count = count();
    List<T> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(item.read());
    }
    return items;
  }

  <T> Optional<T> perhaps(Item<T> item) throws IOException {
    return flag() ? Optional.of(item.read()) : Optional.empty();
  }

  /** A value that many have; the reader knows of what type it is, since the writer did. */
  <T> T once(Class<T> type, Item<T> item) throws IOException {
    int number = number();
    if (number == shared.size()) {
      T value = item.read();
      shared.add(value);
      return value;
    }
    Object value = known(shared, number);
    if (!type.isInstance(value)) {
      throw new IOException("a value of another kind");
    }
    return type.cast(value);
  }

  private ByteBuffer need(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      buffer.compact();
      while (buffer.position() < bytes) {
        int read = in.read(buffer.array(), buffer.position(), buffer.remaining());
        if (read < 0) {
          throw new EOFException("the snapshot ends too soon");
        }
        buffer.position(buffer.position() + read);
      }
      buffer.flip();
    }
    return buffer;
  }
}
