package dev.tallystick.demo;

import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.postgres.OwnerOnlyFiles;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What the demonstration remembers between two runs on one suite: ids that it has drawn, and how
 * often it was told. Losing it costs a few more agreements and products, nothing else.
 */
public final class DemoFile {
  private final Path file;
  private final TreeMap<String, String> values = new TreeMap<>();

  private DemoFile(Path file) {
    this.file = file;
  }

  /** The file of a suite; empty if nothing was told yet. */
  public static DemoFile in(SuiteFolder folder) throws IOException {
    DemoFile demo = new DemoFile(folder.demo().resolve("demo.properties"));
    if (Files.exists(demo.file)) {
      Properties properties = new Properties();
      properties.load(new StringReader(Files.readString(demo.file)));
      properties.forEach((name, value) -> demo.values.put((String) name, (String) value));
    }
    return demo;
  }

  synchronized Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** What is remembered under a name that must have been set up. */
  public synchronized String get(String name) {
    return find(name).orElseThrow(() -> new IllegalStateException("not set up: " + name));
  }

  synchronized void put(String name, String value) throws IOException {
    values.put(name, value);
    StringBuilder text = new StringBuilder();
    values.forEach((each, its) -> text.append(each).append('=').append(its).append('\n'));
    OwnerOnlyFiles.write(file, text.toString());
  }

  /** The number of the next telling, from 1. */
  int nextRun() throws IOException {
    int run = find("run").map(Integer::parseInt).orElse(0) + 1;
    put("run", Integer.toString(run));
    return run;
  }
}
