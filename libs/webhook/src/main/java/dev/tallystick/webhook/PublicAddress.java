package dev.tallystick.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses are of machines that anybody may reach: not this machine, not its network, and
 * none that stands for another address. By the registries of special addresses (RFC 6890).
 */
final class PublicAddress {
  private static final List<AddressBlock> NOT_PUBLIC_V4 =
      List.of(
          AddressBlock.v4(8, 0), // this network
          AddressBlock.v4(8, 10), // private
          AddressBlock.v4(10, 100, 64), // carriers
          AddressBlock.v4(8, 127), // loopback
          AddressBlock.v4(16, 169, 254), // link-local, and the metadata of clouds
          AddressBlock.v4(12, 172, 16), // private
          AddressBlock.v4(24, 192, 0, 0), // protocols
          AddressBlock.v4(24, 192, 0, 2), // documentation
          AddressBlock.v4(24, 192, 88, 99), // relays to IPv6
          AddressBlock.v4(16, 192, 168), // private
          AddressBlock.v4(15, 198, 18), // benchmarks
          AddressBlock.v4(24, 198, 51, 100), // documentation
          AddressBlock.v4(24, 203, 0, 113), // documentation
          AddressBlock.v4(4, 224), // multicast
          AddressBlock.v4(4, 240)); // reserved, and broadcast

  /** Everything else of IPv6 is special: mapped, translated, local, multicast or not given out. */
  private static final AddressBlock GIVEN_OUT_V6 = AddressBlock.v6(3, 0x20);

  private static final List<AddressBlock> NOT_PUBLIC_V6 =
      List.of(
          AddressBlock.v6(23, 0x20, 0x01), // protocols, Teredo among them
          AddressBlock.v6(32, 0x20, 0x01, 0x0d, 0xb8), // documentation
          AddressBlock.v6(16, 0x20, 0x02), // 6to4: an IPv4 address inside
          AddressBlock.v6(20, 0x3f, 0xff)); // documentation

  private PublicAddress() {}

  /** Whether anybody may reach it. */
  static boolean is(InetAddress address) {
    if (address instanceof Inet4Address) {
      return NOT_PUBLIC_V4.stream().noneMatch(block -> block.holds(address));
    }
    return GIVEN_OUT_V6.holds(address)
        && NOT_PUBLIC_V6.stream().noneMatch(block -> block.holds(address));
  }
}
