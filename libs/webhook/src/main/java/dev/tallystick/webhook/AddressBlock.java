package dev.tallystick.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A block of addresses: those that begin with these bits. */
final class AddressBlock {
  private static final Pattern CIDR =
      Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:]*)/([0-9]{1,3})");

  private final int bits;
  private final byte[] start;

  private AddressBlock(int bits, byte[] start) {
    this.bits = bits;
    this.start = start;
  }

  static AddressBlock v4(int bits, int... start) {
    return new AddressBlock(bits, bytes(4, start));
  }

  static AddressBlock v6(int bits, int... start) {
    return new AddressBlock(bits, bytes(16, start));
  }

  /** A block in the notation of CIDR, such as {@code 2001:db8:7::/48}; empty if it is none. */
  static Optional<AddressBlock> parse(String cidr) {
    Matcher parts = CIDR.matcher(cidr);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      // Digits, dots and colons are no name, so nobody is asked.
      byte[] start = InetAddress.getByName(parts.group(1)).getAddress();
      int bits = Integer.parseInt(parts.group(2));
      return bits > 8 * start.length
          ? Optional.empty()
          : Optional.of(new AddressBlock(bits, start));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(int length, int... start) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < start.length; i++) {
      bytes[i] = (byte) start[i];
    }
    return bytes;
  }

  boolean holds(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length != start.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((bytes[bit / 8] & mask) != (start[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
