package dev.tallystick.vault.alert;

import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses are of machines that anybody may reach: not this machine, not its network, and
 * none that stands for another address. By the registries of special addresses (RFC 6890).
 */
final class PublicAddress {
  private static final List<Block> NOT_PUBLIC_V4 =
      List.of(
          Block.v4(8, 0), // this network
          Block.v4(8, 10), // private
          Block.v4(10, 100, 64), // carriers
          Block.v4(8, 127), // loopback
          Block.v4(16, 169, 254), // link-local, and the metadata of clouds
          Block.v4(12, 172, 16), // private
          Block.v4(24, 192, 0, 0), // protocols
          Block.v4(24, 192, 0, 2), // documentation
          Block.v4(24, 192, 88, 99), // relays to IPv6
          Block.v4(16, 192, 168), // private
          Block.v4(15, 198, 18), // benchmarks
          Block.v4(24, 198, 51, 100), // documentation
          Block.v4(24, 203, 0, 113), // documentation
          Block.v4(4, 224), // multicast
          Block.v4(4, 240)); // reserved, and broadcast

  /** Everything else of IPv6 is special: mapped, translated, local, multicast or not given out. */
  private static final Block GIVEN_OUT_V6 = Block.v6(3, 0x20);

  private static final List<Block> NOT_PUBLIC_V6 =
      List.of(
          Block.v6(23, 0x20, 0x01), // protocols, Teredo among them
          Block.v6(32, 0x20, 0x01, 0x0d, 0xb8), // documentation
          Block.v6(16, 0x20, 0x02), // 6to4: an IPv4 address inside
          Block.v6(20, 0x3f, 0xff)); // documentation

  private PublicAddress() {}

  /** Whether anybody may reach it. */
  static boolean is(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return NOT_PUBLIC_V4.stream().noneMatch(block -> block.holds(bytes));
    }
    return GIVEN_OUT_V6.holds(bytes)
        && NOT_PUBLIC_V6.stream().noneMatch(block -> block.holds(bytes));
  }

  /** A block of addresses: those that begin with these bits. */
  private static final class Block {
    private final int bits;
    private final byte[] start;

    private Block(int bits, byte[] start) {
      this.bits = bits;
      this.start = start;
    }

    static Block v4(int bits, int... start) {
      return new Block(bits, bytes(4, start));
    }

    static Block v6(int bits, int... start) {
      return new Block(bits, bytes(16, start));
    }

    private static byte[] bytes(int length, int... start) {
      byte[] bytes = new byte[length];
      for (int i = 0; i < start.length; i++) {
        bytes[i] = (byte) start[i];
      }
      return bytes;
    }

    boolean holds(byte[] address) {
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((address[bit / 8] & mask) != (start[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
