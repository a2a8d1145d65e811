package dev.tallystick.local.state;

import dev.tallystick.keys.ClientKey;
import dev.tallystick.postgres.OwnerOnlyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * Secrets that were drawn for this state folder, in one file of mode 0600, and beside it the keys
 * of clients, each in a file of its own.
 *
 * <p>A secret is on disk before anyone is told of it. Not safe for use by several processes; the
 * suite's lock sees to that.
 */
public final class Secrets {
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int SUBJECT_CHARACTERS = 26;
  private static final int PASSWORD_CHARACTERS = 20;

  private final Path file;
  private final Map<String, String> values;
  private final SecureRandom random = new SecureRandom();

  private Secrets(Path file, Map<String, String> values) {
    this.file = file;
    this.values = values;
  }

  /** The secrets in a file, which need not exist yet. */
  public static Secrets in(Path file) {
    try {
      String text = Files.exists(file) ? Files.readString(file) : "";
      return new Secrets(file, new TreeMap<>(PropertiesText.parse(text)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The secret between two machines: 192 random bits. */
  public synchronized String machine(String name) {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    return keep(name, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** A password that a person can type: 100 random bits. */
  public synchronized String password(String name) {
    return keep(name, base32(PASSWORD_CHARACTERS));
  }

  /** A person's subject token: 128 random bits in the form that the whole suite uses. */
  public synchronized String subject(String name) {
    // 26 characters hold 130 bits; the last one carries only three of its five.
    String body = base32(SUBJECT_CHARACTERS - 1) + BASE32.charAt(random.nextInt(8) * 4);
    return keep(name, "sub_" + body);
  }

  /** The file with the key by which a machine identifies itself at the identity provider. */
  public synchronized Path clientKey(String client) {
    try {
      Path key =
          OwnerOnlyFiles.createFolder(file.resolveSibling("clients")).resolve(client + ".pem");
      if (!Files.exists(key)) {
        ClientKey.draw().write(key);
      }
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String keep(String name, String drawn) {
    String known = values.get(name);
    if (known != null) {
      return known;
    }
    values.put(name, drawn);
    try {
      OwnerOnlyFiles.write(file, PropertiesText.format(values));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return drawn;
  }

  private String base32(int characters) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < characters; i++) {
      out.append(BASE32.charAt(random.nextInt(BASE32.length())));
    }
    return out.toString();
  }
}
