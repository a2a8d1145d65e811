package dev.tallystick.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files beside the tests: one for each way to be wrong, named {@code error_<way>.json}, and the
 * refusals that are expected of them in {@code refusals.txt}, a line {@code <way> | <message>}
 * each.
 */
public final class RefusalFiles {
  private RefusalFiles() {}

  /** What must refuse a file: throws, or returns when it wrongly accepts. */
  public interface Reader {
    void read(byte[] content) throws Exception;
  }

  public static byte[] read(String name) {
    try (InputStream in = url(name).openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<String> expectedIn(String folder) {
    return new String(read(folder + "/refusals.txt"), UTF_8).lines().toList();
  }

  /** What the reader says to each file of a folder, in the form of {@code refusals.txt}. */
  public static List<String> refusalsIn(
      String folder, Class<? extends Exception> refusal, Reader reader) {
    try (Stream<Path> files = Files.list(Path.of(url(folder).toURI()))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("error_"))
          .sorted()
          .map(name -> way(name) + " | " + refusal(read(folder + "/" + name), refusal, reader))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static String way(String name) {
    return name.substring("error_".length(), name.indexOf('.'));
  }

  private static String refusal(byte[] content, Class<? extends Exception> refusal, Reader reader) {
    try {
      reader.read(content);
      return "ACCEPTED";
    } catch (Exception e) {
      return refusal.isInstance(e) ? String.valueOf(e.getMessage()) : "UNEXPECTED " + e;
    }
  }

  private static URL url(String name) {
    URL url = RefusalFiles.class.getResource(name);
    if (url == null) {
      throw new IllegalArgumentException("no test resource " + name);
    }
    return url;
  }
}
