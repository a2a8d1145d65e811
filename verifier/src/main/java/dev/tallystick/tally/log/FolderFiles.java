package dev.tallystick.tally.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A folder with the files of a log under the same paths, as {@code tally mirror} lays it out. */
final class FolderFiles implements LogFiles {
  private final Path folder;

  FolderFiles(Path folder) {
    this.folder = folder;
  }

  @Override
  public Optional<byte[]> find(String path, int most) throws IOException {
    Path file = folder.resolve(path);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new WrongFileException(path, "has more than %d bytes".formatted(most));
      }
      return Optional.of(bytes);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (WrongFileException e) {
      throw e;
    } catch (IOException e) {
      throw new UnreachableException(
          "%s: cannot be read: %s".formatted(locate(path), e.getClass().getSimpleName()));
    }
  }

  @Override
  public String locate(String path) {
    return folder.resolve(path).toString();
  }
}
