package dev.tallystick.audit.process;

import dev.sigstore.merkle.InclusionProofVerificationException;
import dev.sigstore.merkle.InclusionProofVerifier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Checks a mirror of the log with code that is not ours: BouncyCastle verifies the signature of the
 * checkpoint, sigstore-java the inclusion proofs and every inner node. No Java library on Maven
 * Central that we know of verifies consistency proofs; that part is RFC 6962's recursive definition
 * (2.1.2), written here a second time, on sigstore-java's node hash and the JDK.
 *
 * <p>Nothing of {@code dev.tallystick} is used in this class.
 */
final class ForeignChecker {
  private static final int KEY_ID = 4;
  private static final int SIGNATURE = 64;

  private final String origin;
  private final byte[] publicKey;
  private final byte[] keyId;

  /** Trusts the log of this verifier key: {@code name+id+base64(type ‖ key)}. */
  ForeignChecker(String vkey) {
    String[] parts = vkey.strip().split("\\+", 3);
    byte[] typeAndKey = Base64.getDecoder().decode(parts[2]);
    origin = parts[0];
    publicKey = Arrays.copyOfRange(typeAndKey, 1, typeAndKey.length);
    keyId =
        Arrays.copyOf(
            sha256((parts[0] + "\n").getBytes(StandardCharsets.UTF_8), typeAndKey), KEY_ID);
  }

  /** Size and root that a note states. */
  static final class Head {
    final long size;
    final byte[] root;

    private Head(long size, byte[] root) {
      this.size = size;
      this.root = root;
    }
  }

  /** The head that the log has signed; refuses every other note. */
  Head head(byte[] note) {
    String text = new String(note, StandardCharsets.UTF_8);
    int end = text.lastIndexOf("\n\n");
    byte[] signed = text.substring(0, end + 1).getBytes(StandardCharsets.UTF_8);
    String[] lines = text.substring(0, end).split("\n", -1);
    String[] signature = text.substring(end + 2).strip().split(" ", 3);
    byte[] bytes = Base64.getDecoder().decode(signature[2]);
    require(lines.length == 3 && lines[0].equals(origin) && signature[1].equals(origin), "origin");
    require(bytes.length == KEY_ID + SIGNATURE && startsWith(bytes, keyId), "key id");
    require(
        Ed25519.verify(bytes, KEY_ID, publicKey, 0, signed, 0, signed.length),
        "the signature of the checkpoint");
    return new Head(Long.parseLong(lines[1]), Base64.getDecoder().decode(lines[2]));
  }

  /** The leaf hashes of an entry bundle: a uint16 length and the bytes, for each entry. */
  static List<byte[]> leaves(byte[] bundle) {
    List<byte[]> leaves = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(bundle);
    while (in.hasRemaining()) {
      require(in.remaining() > Short.BYTES, "the form of a bundle");
      byte[] entry = new byte[Short.toUnsignedInt(in.getShort())];
      require(entry.length <= in.remaining(), "the form of a bundle");
      in.get(entry);
      leaves.add(sha256(new byte[] {0}, entry));
    }
    return leaves;
  }

  /** The hashes of a tile. */
  static List<byte[]> hashes(byte[] tile) {
    List<byte[]> hashes = new ArrayList<>();
    for (int at = 0; at < tile.length; at += 32) {
      hashes.add(Arrays.copyOfRange(tile, at, at + 32));
    }
    return hashes;
  }

  /** RFC 6962 section 2.1: the root over leaf hashes. */
  static byte[] root(List<byte[]> leaves) {
    if (leaves.size() == 1) {
      return leaves.get(0);
    }
    int left = Integer.highestOneBit(leaves.size() - 1);
    return InclusionProofVerifier.hashChildren(
        root(leaves.subList(0, left)), root(leaves.subList(left, leaves.size())));
  }

  /** Verified by sigstore-java. */
  static void checkInclusion(byte[] leaf, long index, Head head, List<byte[]> proof) {
    try {
      InclusionProofVerifier.verify(leaf, index, head.size, proof, head.root);
    } catch (InclusionProofVerificationException e) {
      throw new Refused("inclusion of " + index + ": " + e.getMessage());
    }
  }

  /** RFC 6962 section 2.1.2: the proof for these leaves, and no other. */
  static void checkConsistency(List<byte[]> leaves, Head older, Head newer, List<byte[]> proof) {
    require(Arrays.equals(root(leaves.subList(0, (int) older.size)), older.root), "the older root");
    require(Arrays.equals(root(leaves.subList(0, (int) newer.size)), newer.root), "the newer root");
    List<byte[]> expected = subproof((int) older.size, leaves.subList(0, (int) newer.size), true);
    require(expected.size() == proof.size(), "the length of the consistency proof");
    for (int i = 0; i < expected.size(); i++) {
      require(Arrays.equals(expected.get(i), proof.get(i)), "the consistency proof");
    }
  }

  private static List<byte[]> subproof(int m, List<byte[]> leaves, boolean isWhole) {
    int n = leaves.size();
    if (m == n) {
      return isWhole ? List.of() : List.of(root(leaves));
    }
    int k = Integer.highestOneBit(n - 1);
    List<byte[]> proof = new ArrayList<>();
    if (m <= k) {
      proof.addAll(subproof(m, leaves.subList(0, k), isWhole));
      proof.add(root(leaves.subList(k, n)));
    } else {
      proof.addAll(subproof(m - k, leaves.subList(k, n), false));
      proof.add(root(leaves.subList(0, k)));
    }
    return proof;
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  static void require(boolean holds, String what) {
    if (!holds) {
      throw new Refused(what + " does not hold");
    }
  }

  /** What was checked is not what the log signed. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }
}
