package dev.tallystick.importing.deposit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.tlog.Hash;

/**
 * The key of an import: drawn from what is imported and how, so that the same file by the same
 * mapping is the same import whenever and wherever it is run.
 */
public final class ImportKey {
  /** Counts up when the same file and mapping give other lines or chunks than before. */
  private static final String FORM = "tallystick/import/v1\0";

  private ImportKey() {}

  /** The key of this file, read by this mapping, deposited under this agreement. */
  public static String of(String agreement, byte[] mapping, Hash file) {
    Hash key =
        Hash.sha256(
            FORM.getBytes(UTF_8),
            (agreement + '\0').getBytes(UTF_8),
            Hash.sha256(mapping).toByteArray(),
            file.toByteArray());
    return "import-" + key.hex().substring(0, 40);
  }
}
