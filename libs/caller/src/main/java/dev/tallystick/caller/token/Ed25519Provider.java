package dev.tallystick.caller.token;

import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.VerificationKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Checks signatures of Ed25519 for libraries that ask {@code java.security} for {@code EdDSA}, as
 * the framework does for the proof of each request: by {@link VerificationKey}, like all other
 * signatures here, which takes a part of the JDK's time. It does nothing else. Who signs, has a key
 * of another curve, or asks for {@code Ed25519} by this name gets the JDK's.
 */
final class Ed25519Provider extends Provider {
  private static final long serialVersionUID = 1L;
  static final String NAME = "TallystickEd25519";
  private static final String ALGORITHM = "EdDSA";
  private static final int MOST_KEYS = 4096;
  private static final int SIGN_BIT = 0x80;

  /** The second test of RFC 8032, section 7.1. */
  private static final String KNOWN_KEY =
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";

  private static final byte KNOWN_MESSAGE = 0x72;
  private static final String KNOWN_SIGNATURE =
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
          + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

  /** Keys that were found sound before: to find that out costs as much as to check a signature. */
  private final transient Map<String, VerificationKey> keys = new ConcurrentHashMap<>();

  private Ed25519Provider() {
    super(NAME, "1", "checks signatures of Ed25519");
    putService(new Verification());
  }

  /**
   * Puts it in front of the JDK's providers, for the whole process, unless it is there.
   *
   * @return whether a known signature passes by it now; otherwise it is taken away again
   */
  static boolean install() {
    if (Security.insertProviderAt(new Ed25519Provider(), 1) < 0) {
      return true;
    }
    boolean works = isKnownSignatureChecked();
    if (!works) {
      remove();
    }
    return works;
  }

  /** Leaves everything to the JDK again. */
  static void remove() {
    Security.removeProvider(NAME);
  }

  private static boolean isKnownSignatureChecked() {
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(jdkKey(HexFormat.of().parseHex(KNOWN_KEY)));
      check.update(KNOWN_MESSAGE);
      return check.getProvider() instanceof Ed25519Provider
          && check.verify(HexFormat.of().parseHex(KNOWN_SIGNATURE));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static PublicKey jdkKey(byte[] bytes) throws GeneralSecurityException {
    byte[] number = bytes.clone();
    boolean isOdd = (number[number.length - 1] & SIGN_BIT) != 0;
    number[number.length - 1] &= (byte) ~SIGN_BIT;
    reverse(number);
    EdECPoint point = new EdECPoint(isOdd, new BigInteger(1, number));
    return KeyFactory.getInstance(ALGORITHM)
        .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
  }

  /** The 32 bytes of RFC 8032, section 5.1.2: the y in little-endian order, and the sign of x. */
  private static byte[] bytes(EdECPublicKey key) throws InvalidKeyException {
    EdECPoint point = key.getPoint();
    if (point.getY().signum() < 0 || point.getY().bitLength() >= VerificationKey.SIZE * Byte.SIZE) {
      throw new InvalidKeyException("no point of Ed25519");
    }
    byte[] number = point.getY().toByteArray();
    byte[] bytes = new byte[VerificationKey.SIZE];
    System.arraycopy(number, 0, bytes, bytes.length - number.length, number.length);
    reverse(bytes);
    if (point.isXOdd()) {
      bytes[bytes.length - 1] |= (byte) SIGN_BIT;
    }
    return bytes;
  }

  private static void reverse(byte[] bytes) {
    for (int i = 0, j = bytes.length - 1; i < j; i++, j--) {
      byte first = bytes[i];
      bytes[i] = bytes[j];
      bytes[j] = first;
    }
  }

  /**
   * The key, unless it is no point of the prime-order group. That is no error here: {@code
   * java.security} would go on to the next provider, and the JDK's looks at no order.
   */
  private Optional<VerificationKey> key(EdECPublicKey key) throws InvalidKeyException {
    byte[] bytes = bytes(key);
    String name = HexFormat.of().formatHex(bytes);
    VerificationKey known = keys.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    try {
      VerificationKey sound = VerificationKey.copyOf(bytes);
      if (keys.size() >= MOST_KEYS) {
        keys.clear();
      }
      keys.put(name, sound);
      return Optional.of(sound);
    } catch (MalformedKeyException unsound) {
      return Optional.empty();
    }
  }

  /** The one thing that it offers. Made without reflection, so that native images need no list. */
  private final class Verification extends Service {
    private Verification() {
      super(
          Ed25519Provider.this,
          "Signature",
          ALGORITHM,
          Ed25519SignatureCheck.class.getName(),
          null,
          null);
    }

    @Override
    public Object newInstance(@Nullable Object parameter) {
      return new Ed25519SignatureCheck(Ed25519Provider.this::key);
    }

    @Override
    public boolean supportsParameter(@Nullable Object key) {
      return key instanceof EdECPublicKey edKey
          && edKey.getParams().getName().equals(NamedParameterSpec.ED25519.getName());
    }
  }
}
