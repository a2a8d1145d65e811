package dev.tallystick.demo;

import dev.tallystick.postgres.OwnerOnlyFiles;
import dev.tallystick.tally.Console;
import dev.tallystick.tally.TallyMain;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The verifier at work on files, with a key and nothing else.
 *
 * @param folder where the files are put
 * @param vkey the log's key
 */
record FileVerifier(Path folder, String vkey) {
  /** How a command ended and what it printed. */
  record Outcome(int exitCode, String output) {
    /** The line about what the command looked at. */
    String line(String check) {
      return output
          .lines()
          .filter(line -> line.strip().startsWith(check + " "))
          .findFirst()
          .map(line -> line.strip().replaceAll(" {2,}", " "))
          .orElse("");
    }
  }

  /** Keeps a receipt in a file and verifies the file. */
  Outcome verify(String name, byte[] receipt) throws IOException {
    Path file = Files.write(folder.resolve(name + ".receipt.json"), receipt);
    return run("verify", file.toString(), "--vkey", vkey);
  }

  /** Verifies a receipt that was kept in a file before. */
  Outcome verifyAgain(String name) {
    return run("verify", folder.resolve(name + ".receipt.json").toString(), "--vkey", vkey);
  }

  /** Keeps a person's list in a file and verifies that it is complete. */
  Outcome verifyUsage(String name, byte[] list, String subject) throws IOException {
    Path file = Files.write(folder.resolve(name + ".usage.json"), list);
    return run("verify", file.toString(), "--vkey", vkey, "--subject", subject);
  }

  /** Copies the log, changes one byte of one entry in the copy, and checks the copy. */
  Outcome checkTamperedCopy(URI log, long index) throws IOException {
    Path copy = folder.resolve("copy");
    OwnerOnlyFiles.delete(copy);
    Outcome mirrored = run("mirror", log.toString(), copy.toString(), "--vkey", vkey);
    if (mirrored.exitCode() != 0) {
      return mirrored;
    }
    Outcome whole = run("fsck", copy.toString(), "--vkey", vkey);
    if (whole.exitCode() != 0) {
      return whole;
    }
    changeByte(copy, index);
    Outcome found = run("fsck", copy.toString(), "--vkey", vkey);
    OwnerOnlyFiles.delete(copy);
    return found;
  }

  /** An entry bundle has for each entry its length in two bytes and 32 bytes. */
  private static void changeByte(Path copy, long index) throws IOException {
    int place = (int) (index % 256) * 34 + 2;
    Path bundle = bundle(copy.resolve("tile/entries"), index / 256);
    byte[] bytes = Files.readAllBytes(bundle);
    bytes[place] ^= 1;
    Files.write(bundle, bytes);
  }

  /** The bundle of that number, whole or partial; a demonstration's log has few of them. */
  private static Path bundle(Path entries, long number) throws IOException {
    String name = "%03d".formatted(number);
    if (Files.isRegularFile(entries.resolve(name))) {
      return entries.resolve(name);
    }
    try (var partials = Files.list(entries.resolve(name + ".p"))) {
      return partials
          .max((a, b) -> Integer.compare(width(a), width(b)))
          .orElseThrow(() -> new IOException("no bundle " + number + " in the copy"));
    }
  }

  private static int width(Path partial) {
    return Integer.parseInt(partial.getFileName().toString());
  }

  private static Outcome run(String... arguments) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    Console console =
        new Console(new ByteArrayInputStream(new byte[0]), out, out, System::nanoTime);
    int exitCode = TallyMain.run(console, arguments);
    out.flush();
    return new Outcome(exitCode, text.toString());
  }
}
