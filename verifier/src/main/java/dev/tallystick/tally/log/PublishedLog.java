package dev.tallystick.tally.log;

import dev.tallystick.tlog.SignedNote;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A log where the user said that it is: its files, and its checkpoint when it was opened. */
public final class PublishedLog {
  /** The name of the file that holds the newest checkpoint. */
  public static final String CHECKPOINT = "checkpoint";

  /** The name of the file in which a log tells its own key. */
  public static final String VKEY = "vkey";

  /** The name of the file in which a log tells which of its keys follows which. */
  public static final String KEYS = "keys";

  /** The name of the file in which a log tells the policy by which it wants to be judged. */
  public static final String POLICY = "policy";

  /** The name under which a service publishes its log. */
  private static final String LOG = "log";

  private final LogFiles files;
  private final byte[] checkpoint;

  private PublishedLog(LogFiles files, byte[] checkpoint) {
    this.files = files;
    this.checkpoint = checkpoint;
  }

  /**
   * Opens the log at an address or in a folder, given with or without the {@code log} at its end.
   *
   * @throws UnreachableException if there is no checkpoint, or it cannot be had
   */
  public static PublishedLog open(String target, RetryPolicy patience) throws IOException {
    List<LogFiles> places = places(target, patience);
    for (LogFiles files : places) {
      Optional<byte[]> checkpoint = files.find(CHECKPOINT, SignedNote.MAX_SIZE);
      if (checkpoint.isPresent()) {
        return new PublishedLog(files, checkpoint.get());
      }
    }
    throw new UnreachableException(
        "no checkpoint at "
            + String.join(" or ", places.stream().map(f -> f.locate(CHECKPOINT)).toList()));
  }

  private static List<LogFiles> places(String target, RetryPolicy patience) throws IOException {
    if (!target.startsWith("http://") && !target.startsWith("https://")) {
      Path folder = folder(target);
      return List.of(new FolderFiles(folder), new FolderFiles(folder.resolve(LOG)));
    }
    URI address = address(target);
    HttpClient client = WebFiles.client(address, patience);
    String prefix = address.toString().replaceAll("/+$", "");
    WebFiles here = new WebFiles(client, prefix, patience);
    return prefix.endsWith("/" + LOG)
        ? List.of(here)
        : List.of(new WebFiles(client, prefix + "/" + LOG, patience), here);
  }

  private static Path folder(String target) throws UnreachableException {
    try {
      return Path.of(target);
    } catch (InvalidPathException e) {
      throw new UnreachableException(target + ": not a file name");
    }
  }

  private static URI address(String target) throws UnreachableException {
    try {
      URI address = new URI(target);
      if (address.getHost() != null
          && address.getQuery() == null
          && address.getFragment() == null) {
        return address;
      }
    } catch (URISyntaxException e) {
      // Said below, as for an address that has no host.
    }
    throw new UnreachableException(target + ": not an address of the form http(s)://host/path");
  }

  /** The log's files. */
  public LogFiles files() {
    return files;
  }

  /** Returns a copy of the checkpoint's bytes, which nobody has looked at yet. */
  public byte[] checkpoint() {
    return checkpoint.clone();
  }
}
