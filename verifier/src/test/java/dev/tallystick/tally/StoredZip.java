package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Zip files in the one form that bundles have, whatever their members are called: what a forger
 * would write who knows the form. Written anew from the format's description.
 */
final class StoredZip {
  private StoredZip() {}

  static byte[] of(Map<String, byte[]> members) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ByteArrayOutputStream directory = new ByteArrayOutputStream();
    try {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        byte[] name = member.getKey().getBytes(UTF_8);
        CRC32 crc = new CRC32();
        crc.update(member.getValue());
        byte[] common =
            hex(
                "0a00"
                    + "0000"
                    + "0000"
                    + "0000"
                    + "2100"
                    + le(crc.getValue(), 4)
                    + le(member.getValue().length, 4)
                    + le(member.getValue().length, 4)
                    + le(name.length, 2));
        directory.write(hex("504b0102" + "0a00"));
        directory.write(common);
        directory.write(hex("0000" + "0000" + "0000" + "0000" + "00000000" + le(file.size(), 4)));
        directory.write(name);
        file.write(hex("504b0304"));
        file.write(common);
        file.write(hex("0000"));
        file.write(name);
        file.write(member.getValue());
      }
      int begin = file.size();
      file.write(directory.toByteArray());
      file.write(
          hex(
              "504b0506"
                  + "00000000"
                  + le(members.size(), 2)
                  + le(members.size(), 2)
                  + le(directory.size(), 4)
                  + le(begin, 4)
                  + "0000"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  private static String le(long value, int bytes) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < bytes; i++) {
      hex.append("%02x".formatted((int) (value >> (8 * i)) & 0xff));
    }
    return hex.toString();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
