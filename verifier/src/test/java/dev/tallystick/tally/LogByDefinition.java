package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The check of a mirror once more, from RFC 6962 section 2.1, RFC 8032 and the C2SP pages alone: it
 * uses nothing of this project, so that the two can be compared.
 */
final class LogByDefinition {
  private final Path folder;
  private final List<byte[]> entries = new ArrayList<>();

  private LogByDefinition(Path folder) {
    this.folder = folder;
  }

  /** Whether signature, root and every tile are what the bundles give. */
  static boolean isSound(Path folder, String vkey) throws IOException, GeneralSecurityException {
    return new LogByDefinition(folder).isSound(vkey);
  }

  private boolean isSound(String vkey) throws IOException, GeneralSecurityException {
    String note = Files.readString(folder.resolve("checkpoint"));
    String text = note.substring(0, note.indexOf("\n\n") + 1);
    String[] lines = text.split("\n", -1);
    byte[] signature = Base64.getDecoder().decode(note.strip().split(" ", 3)[2]);
    if (!isSigned(text, Arrays.copyOfRange(signature, 4, 68), vkey)) {
      return false;
    }
    int size = Integer.parseInt(lines[1]);
    readEntries(size);
    byte[] root = Base64.getDecoder().decode(lines[2]);
    return Arrays.equals(mth(0, size), root) && areTilesSound(size);
  }

  private static boolean isSigned(String text, byte[] signature, String vkey)
      throws GeneralSecurityException {
    byte[] key = Base64.getDecoder().decode(vkey.split("\\+", 3)[2]);
    String spki = "302a300506032b6570032100" + HexFormat.of().formatHex(key, 1, 33);
    Signature ed25519 = Signature.getInstance("Ed25519");
    ed25519.initVerify(
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(spki))));
    ed25519.update(text.getBytes(UTF_8));
    return ed25519.verify(signature);
  }

  private void readEntries(int size) throws IOException {
    for (int n = 0; entries.size() < size; n++) {
      byte[] bundle = read("entries", n, Math.min(256, size - n * 256));
      for (int at = 0; at < bundle.length; ) {
        int length = (bundle[at] & 255) << 8 | (bundle[at + 1] & 255);
        entries.add(Arrays.copyOfRange(bundle, at + 2, at + 2 + length));
        at += 2 + length;
      }
    }
  }

  private boolean areTilesSound(int size) throws IOException, GeneralSecurityException {
    long span = 1;
    for (int level = 0; span <= size; level++, span *= 256) {
      int hashes = (int) (size / span);
      for (int n = 0; n * 256 < hashes; n++) {
        int width = Math.min(256, hashes - n * 256);
        byte[] tile = read(Integer.toString(level), n, width);
        for (int i = 0; i < width; i++) {
          int from = (int) ((n * 256 + i) * span);
          byte[] expected = mth(from, (int) (from + span));
          if (!Arrays.equals(expected, 0, 32, tile, i * 32, i * 32 + 32)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private byte[] read(String level, int n, int width) throws IOException {
    String path = n < 1000 ? "%03d".formatted(n) : "x%03d/%03d".formatted(n / 1000, n % 1000);
    String partial = width == 256 ? "" : ".p/" + width;
    return Files.readAllBytes(folder.resolve("tile/" + level + "/" + path + partial));
  }

  /** MTH(D[from:to]), word for word. */
  private byte[] mth(int from, int to) throws GeneralSecurityException {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    int n = to - from;
    if (n == 1) {
      sha256.update((byte) 0x00);
      sha256.update(entries.get(from));
    } else if (n > 1) {
      int k = 1;
      while (k * 2 < n) {
        k *= 2;
      }
      sha256.update((byte) 0x01);
      sha256.update(mth(from, from + k));
      sha256.update(mth(from + k, to));
    }
    return sha256.digest();
  }
}
