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

  /**
   * The key of a file, read by a mapping, deposited under an agreement.
   *
   * @param mapping SHA-256 of the mapping's text
   * @param file SHA-256 of the file
   */
  public static String of(String agreement, Hash mapping, Hash file) {
    Hash key =
        Hash.sha256(
            FORM.getBytes(UTF_8),
            (agreement + '\0').getBytes(UTF_8),
            mapping.toByteArray(),
            file.toByteArray());
    return "import-" + key.hex().substring(0, 40);
  }
}
