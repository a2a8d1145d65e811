package dev.tallystick.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * A Kms whose keys are in a PKCS#11 token, such as a hardware module: they are made there, work
 * there and never come out. Wrapping keys are AES-256, signing keys Ed25519.
 *
 * <p>Processes that share the token see each other's keys. Creating takes a lock on a file of
 * {@code folder}; replicas that create keys share it. A destroyed version is gone from the token;
 * copies that the token's maker allows (a backup of a module, a copy of SoftHSM's folder) keep it.
 * A data key is unwrapped into memory, as by every Kms.
 *
 * <p>The JDK knows no Ed25519 in tokens by its public interface; see {@link TokenSession} for the
 * option that a process needs.
 */
public final class Pkcs11Kms implements Kms {
  private static final byte[] WRAP_DOMAIN =
      "tallystick/wrap/v1\0".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern ALIAS =
      Pattern.compile("([a-z0-9-]+)\\.v([1-9][0-9]{0,8})\\.(kek|signer)");
  private static final String LOCK = ".lock";

  private final Provider provider;
  private final TokenSession token;
  private final Path folder;
  private final char[] pin;
  private final SecureRandom random = new SecureRandom();

  private Pkcs11Kms(Provider provider, TokenSession token, Path folder, char[] pin) {
    this.provider = provider;
    this.token = token;
    this.folder = folder;
    this.pin = pin;
  }

  /**
   * Opens a token, and creates no key.
   *
   * @param library the token's PKCS#11 library
   * @param label of the token
   * @param pinFile a file, closed to others, with the user's PIN
   * @param folder for the lock and the library's settings, closed to others
   * @throws KeyFileException if the token cannot be used
   */
  public static Pkcs11Kms open(Path library, String label, Path pinFile, Path folder) {
    Provider provider = Security.getProvider("SunPKCS11");
    if (provider == null) {
      throw new KeyFileException("this JDK has no provider for PKCS#11");
    }
    try {
      PrivateFiles.checkDirectory(folder);
      PrivateFiles.checkFile(pinFile);
      char[] pin = Files.readString(pinFile).strip().toCharArray();
      TokenSession token = TokenSession.find(library.toString(), label);
      Path settings = folder.resolve(".pkcs11-" + ProcessHandle.current().pid() + ".cfg");
      Files.writeString(settings, settings(library, token.slot()));
      Provider configured = provider.configure(settings.toString());
      Files.delete(settings);
      Pkcs11Kms kms = new Pkcs11Kms(configured, token, folder, pin);
      KeyStore unused = kms.keys();
      token.open(pin);
      return kms;
    } catch (IOException e) {
      throw new UncheckedIOException("the token " + label + " cannot be opened", e);
    }
  }

  private static String settings(Path library, long slot) {
    return """
        name = tallystick-%d
        library = %s
        slot = %d
        attributes(*, CKO_SECRET_KEY, *) = {
          CKA_TOKEN = false
          CKA_SENSITIVE = true
          CKA_EXTRACTABLE = false
          CKA_ENCRYPT = true
          CKA_DECRYPT = true
        }
        """
        .formatted(slot, library, slot);
  }

  /** What the token holds now, also of other processes. */
  private KeyStore keys() {
    try {
      KeyStore keys = KeyStore.getInstance("PKCS11", provider);
      keys.load(null, pin);
      return keys;
    } catch (GeneralSecurityException | IOException e) {
      throw new KeyFileException("the token cannot be read", e);
    }
  }

  @Override
  public KeyVersion createKek(KeyName name) {
    return locked(
        () -> {
          KeyVersion next = next(name, keks(name));
          KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
          generator.init(256);
          SecretKey key = generator.generateKey();
          keys().setKeyEntry(alias(next, "kek"), key, null, null);
          return next;
        });
  }

  @Override
  public KeyVersion currentKek(KeyName name) {
    return newest(keks(name))
        .orElseThrow(() -> new UnknownKeyException("the token has no wrapping key " + name));
  }

  @Override
  public List<KeyVersion> keks(KeyName name) {
    try {
      return versions(Collections.list(keys().aliases()), name, "kek");
    } catch (GeneralSecurityException e) {
      throw new KeyFileException("the token cannot be read", e);
    }
  }

  @Override
  public void destroyKek(KeyVersion version) {
    KeyVersion unused =
        locked(
            () -> {
              if (newest(keks(version.name())).equals(Optional.of(version))) {
                throw new IllegalArgumentException(version + " is in use");
              }
              KeyStore keys = keys();
              if (keys.containsAlias(alias(version, "kek"))) {
                keys.deleteEntry(alias(version, "kek"));
              }
              return version;
            });
  }

  @Override
  public WrappedDataKey wrap(KeyName kek, DataKey key, SealingContext context) {
    KeyVersion version = currentKek(kek);
    byte[] iv = new byte[Gcm.IV_SIZE];
    random.nextBytes(iv);
    Secret plain = key.secret();
    plain.enter();
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, version, iv, context).doFinal(plain.bytes());
      byte[] wrapped = Arrays.copyOf(iv, WrappedDataKey.WRAPPED_SIZE);
      System.arraycopy(sealed, 0, wrapped, iv.length, sealed.length);
      return new WrappedDataKey(version, SealedValue.takeOwnershipOf(wrapped));
    } catch (GeneralSecurityException e) {
      throw new KeyFileException("the token does not wrap", e);
    } finally {
      plain.leave();
    }
  }

  @Override
  public DataKey unwrap(WrappedDataKey wrapped, SealingContext context) throws SealBrokenException {
    byte[] sealed = wrapped.wrapped().bytes();
    try {
      Cipher cipher =
          cipher(Cipher.DECRYPT_MODE, wrapped.kek(), Arrays.copyOf(sealed, Gcm.IV_SIZE), context);
      byte[] plain = cipher.doFinal(sealed, Gcm.IV_SIZE, sealed.length - Gcm.IV_SIZE);
      return DataKey.of(Secret.takeOwnershipOf(plain));
    } catch (AEADBadTagException e) {
      throw new SealBrokenException("changed, or of another key or context");
    } catch (GeneralSecurityException e) {
      throw new KeyFileException("the token does not unwrap", e);
    }
  }

  private Cipher cipher(int mode, KeyVersion version, byte[] iv, SealingContext context)
      throws GeneralSecurityException {
    // Looked up each time: a handle may outlive the key, which another process has destroyed.
    Key key = keys().getKey(alias(version, "kek"), null);
    if (key == null) {
      throw new UnknownKeyException("there is no wrapping key " + version);
    }
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
    cipher.init(mode, key, new GCMParameterSpec(Gcm.TAG_SIZE * 8, iv));
    cipher.updateAAD(WRAP_DOMAIN);
    cipher.updateAAD(KeyRing.bound(version, context));
    return cipher;
  }

  @Override
  public KeyVersion createSigner(KeyName name) {
    return locked(
        () -> {
          KeyVersion next = next(name, versions(token.labels(), name, "signer"));
          token.generate(alias(next, "signer"));
          return next;
        });
  }

  @Override
  public KeyVersion currentSigner(KeyName name) {
    return newest(versions(token.labels(), name, "signer"))
        .orElseThrow(() -> new UnknownKeyException("the token has no signing key " + name));
  }

  @Override
  public Signer signer(KeyVersion version) {
    String label = alias(version, "signer");
    long key =
        token
            .privateKey(label)
            .orElseThrow(() -> new UnknownKeyException("there is no signing key " + version));
    byte[] point = token.publicKey(label).orElseThrow();
    VerificationKey verification = verificationKey(version, point);
    return new Signer() {
      @Override
      public VerificationKey verificationKey() {
        return verification;
      }

      @Override
      public byte[] sign(byte[] message) {
        return token.sign(key, message);
      }
    };
  }

  private static VerificationKey verificationKey(KeyVersion version, byte[] point) {
    try {
      return VerificationKey.copyOf(point);
    } catch (MalformedKeyException e) {
      throw new KeyFileException("the token's public key of " + version + " is none", e);
    }
  }

  private static KeyVersion next(KeyName name, List<KeyVersion> versions) {
    return new KeyVersion(name, newest(versions).map(KeyVersion::version).orElse(0) + 1);
  }

  private static Optional<KeyVersion> newest(List<KeyVersion> versions) {
    return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
  }

  private static String alias(KeyVersion version, String kind) {
    return version + "." + kind;
  }

  private static List<KeyVersion> versions(List<String> aliases, KeyName name, String kind) {
    List<KeyVersion> found = new ArrayList<>();
    for (String alias : aliases) {
      Matcher parts = ALIAS.matcher(alias);
      if (parts.matches() && parts.group(1).equals(name.value()) && parts.group(3).equals(kind)) {
        found.add(new KeyVersion(name, Integer.parseInt(parts.group(2))));
      }
    }
    found.sort(Comparator.comparingInt(KeyVersion::version));
    return found;
  }

  /** Work on the keys that only one process and thread does at a time. */
  private interface Change {
    KeyVersion make() throws GeneralSecurityException;
  }

  private synchronized KeyVersion locked(Change change) {
    try (FileChannel file =
        FileChannel.open(
            folder.resolve(LOCK),
            Set.copyOf(EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE)),
            PosixFilePermissions.asFileAttribute(PrivateFiles.FILE))) {
      var unusedUntilTheFileIsClosed = file.lock();
      return change.make();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + folder, e);
    } catch (GeneralSecurityException e) {
      throw new KeyFileException("the token does not make or destroy a key", e);
    }
  }

  @Override
  public String toString() {
    return "Pkcs11Kms[" + provider.getName() + "]";
  }
}
