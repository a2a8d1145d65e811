package dev.tallystick.audit.sealing;

import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.PartName;
import dev.tallystick.tlog.Hash;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes openings (docs/spec/log-format.md §1): the parts a reader may see, with their nonces, and
 * the bare hashes of the others. The canonical bytes are copied as stored, so that a reader hashes
 * what was committed to.
 */
public final class OpeningJson {
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private OpeningJson() {}

  /**
   * The opening of a row.
   *
   * @param opened its sealed parts; null when they are erased or not to be shown
   * @param shown the parts to show
   */
  public static byte[] of(StoredEntry row, @Nullable OpenedParts opened, Set<PartName> shown) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    text(out, "{\"recordedMillis\":" + row.recordedMillis() + ",\"stub\":");
    if (shown.contains(PartName.STUB)) {
      shownPart(out, row.nonceStub(), row.stub());
    } else {
      hash(out, row.hashes().stub());
    }
    part(out, ",\"body\":", PartName.BODY, row.hashBody(), opened, shown);
    part(out, ",\"internal\":", PartName.INTERNAL, row.hashInternal(), opened, shown);
    text(out, "}");
    return out.toByteArray();
  }

  private static void part(
      ByteArrayOutputStream out,
      String label,
      PartName name,
      Hash hash,
      @Nullable OpenedParts opened,
      Set<PartName> shown) {
    text(out, label);
    if (opened != null && shown.contains(name)) {
      shownPart(out, opened.nonce(name), opened.canonical(name));
    } else {
      hash(out, hash);
    }
  }

  private static void shownPart(ByteArrayOutputStream out, byte[] nonce, byte[] canonical) {
    text(out, "{\"nonce\":\"" + BASE64URL.encodeToString(nonce) + "\"");
    if (canonical.length > 0) {
      text(out, ",\"value\":");
      out.writeBytes(canonical);
    }
    text(out, "}");
  }

  private static void hash(ByteArrayOutputStream out, Hash hash) {
    text(out, "{\"hash\":\"" + hash.hex() + "\"}");
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}
