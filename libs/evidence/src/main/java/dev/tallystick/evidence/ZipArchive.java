package dev.tallystick.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A zip file in the one form that a bundle has: members stored without compression in the given
 * order, names of ASCII, no times, comments or other fields. So the same members are the same bytes
 * on every machine, nothing can hide between them, and nothing grows when it is read.
 */
final class ZipArchive {
  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int LOCAL_SIZE = 30;
  private static final int VERSION = 10;
  private static final int MOST_MEMBERS = 4_096;
  private static final int LONGEST_NAME = 100;

  /** The first of January 1980, the earliest day that a zip file can name. */
  private static final int DAY = 0x21;

  private ZipArchive() {}

  /** A member's place in the file. */
  private record Place(String name, int crc, int size, int offset) {}

  /** Bytes in the making, with numbers from their lower end. */
  private static final class LittleEndian extends ByteArrayOutputStream {
    LittleEndian two(int... numbers) {
      for (int number : numbers) {
        write(number);
        write(number >>> 8);
      }
      return this;
    }

    LittleEndian four(int... numbers) {
      for (int number : numbers) {
        two(number, number >>> 16);
      }
      return this;
    }

    /** What both headers of a member have, up to the length of its name. */
    LittleEndian common(Place place) {
      return two(VERSION, 0, 0, 0, DAY)
          .four(place.crc(), place.size(), place.size())
          .two(place.name().length());
    }

    void text(String ascii) {
      writeBytes(ascii.getBytes(US_ASCII));
    }
  }

  /** Writes members in their order; their names are ASCII. */
  static byte[] encode(Map<String, byte[]> members) {
    LittleEndian file = new LittleEndian();
    List<Place> places = new ArrayList<>();
    members.forEach(
        (name, bytes) -> {
          CRC32 crc = new CRC32();
          crc.update(bytes);
          Place place = new Place(name, (int) crc.getValue(), bytes.length, file.size());
          places.add(place);
          file.four(LOCAL).common(place).two(0).text(name);
          file.writeBytes(bytes);
        });
    int directory = file.size();
    for (Place place : places) {
      file.four(CENTRAL).two(VERSION).common(place).two(0, 0, 0, 0).four(0, place.offset());
      file.text(place.name());
    }
    int size = file.size() - directory;
    file.four(END, 0).two(places.size(), places.size()).four(size, directory).two(0);
    return file.toByteArray();
  }

  /** The name of the first member, if the file begins like a zip file. */
  static Optional<String> firstName(byte[] file) {
    if (file.length < LOCAL_SIZE || little(file).getInt(0) != LOCAL) {
      return Optional.empty();
    }
    int length = Short.toUnsignedInt(little(file).getShort(26));
    return LOCAL_SIZE + length <= file.length && length <= LONGEST_NAME
        ? Optional.of(new String(file, LOCAL_SIZE, length, US_ASCII))
        : Optional.empty();
  }

  private static ByteBuffer little(byte[] file) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Reads members in their order. What is not written as {@link #encode} writes it is refused; so
   * what is read is all there is in the file.
   */
  static Map<String, byte[]> decode(byte[] file) throws MalformedBundleException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    ByteBuffer in = little(file);
    while (in.remaining() >= LOCAL_SIZE && in.getInt(in.position()) == LOCAL) {
      if (members.size() == MOST_MEMBERS) {
        throw new MalformedBundleException("more than %d members".formatted(MOST_MEMBERS));
      }
      int at = in.position();
      long size = Integer.toUnsignedLong(in.getInt(at + 22));
      int nameLength = Short.toUnsignedInt(in.getShort(at + 26));
      in.position(at + LOCAL_SIZE);
      if (nameLength > LONGEST_NAME || nameLength + size > in.remaining()) {
        throw new MalformedBundleException("a member is longer than the file");
      }
      byte[] name = new byte[nameLength];
      in.get(name);
      byte[] bytes = new byte[(int) size];
      in.get(bytes);
      if (members.put(new String(name, US_ASCII), bytes) != null) {
        throw new MalformedBundleException("a member stands twice");
      }
    }
    if (!Arrays.equals(encode(members), file)) {
      throw new MalformedBundleException(
          "not written in the one form of a bundle: stored members, nothing between or behind them");
    }
    return members;
  }
}
