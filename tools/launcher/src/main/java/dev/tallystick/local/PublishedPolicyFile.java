package dev.tallystick.local;

import dev.tallystick.local.process.Http;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.postgres.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The log's policy as a file for {@code tally --policy}: the log's key, its witnesses and the
 * quorum. Whoever verifies from afar gets it from somebody they trust.
 */
record PublishedPolicyFile(SuiteFolder folder, Addresses addresses) {
  /** Where it is kept. */
  static Path path(SuiteFolder folder) {
    return folder.root().resolve("policy");
  }

  /** Keeps the policy as the running log serves it. */
  Path write() throws IOException {
    String url = addresses.service(Suite.find("audit").orElseThrow()) + "/log/policy";
    Http.Answer answer = Http.get(url, Duration.ofSeconds(10));
    if (!answer.isOk()) {
      throw new IOException("audit-service answers " + answer.status() + " at " + url);
    }
    OwnerOnlyFiles.write(path(folder), answer.body());
    return path(folder);
  }
}
