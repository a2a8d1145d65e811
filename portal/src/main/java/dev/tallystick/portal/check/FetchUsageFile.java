package dev.tallystick.portal.check;

import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.UsePage;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The reader's whole list, as the pages stand one after another in a file. */
@Singleton
final class FetchUsageFile {
  private static final int PAGE = 200;

  /** 20,000 entries with their proofs have about 20 megabytes. */
  private static final int MOST_PAGES = 100;

  private final Neighbours neighbours;

  FetchUsageFile(Neighbours neighbours) {
    this.neighbours = neighbours;
  }

  /**
   * Fetches all pages, byte for byte as audit-service gives them; nothing if one does not come. A
   * longer list ends with its newest pages, and the check says that some are missing.
   */
  Optional<byte[]> fetch() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    String cursor = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      Reply reply = neighbours.get(Neighbour.AUDIT, "/v1/me/usage?limit=" + PAGE + cursor).join();
      if (!reply.isGood()) {
        return Optional.empty();
      }
      file.write(page == 0 ? '[' : ',');
      file.writeBytes(reply.bytes());
      Optional<String> next =
          reply.read(UsePage.Partial::new).find().flatMap(UsePage.Partial::next);
      if (next.isEmpty()) {
        break;
      }
      cursor = "&cursor=" + URLEncoder.encode(next.get(), StandardCharsets.UTF_8);
    }
    file.write(']');
    return Optional.of(file.toByteArray());
  }
}
