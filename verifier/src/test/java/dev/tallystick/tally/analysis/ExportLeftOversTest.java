package dev.tallystick.tally.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of an export that was stopped nothing stays, and nothing looks like all of it. */
class ExportLeftOversTest {
  @TempDir private Path folder;

  @Test
  void folderOfAKilledProgram_isDeleted_andThatOfAnotherIsNot() throws IOException {
    Path other = Files.createDirectory(folder.resolve(".tally-1"));
    ExportLeftOvers left = ExportLeftOvers.from(folder);
    Path own = Files.createDirectory(folder.resolve(".tally-2"));
    Files.createDirectory(own.resolve("spill"));
    Files.writeString(own.resolve("entries.csv"), "a body");

    left.delete();

    assertThat(own).doesNotExist();
    assertThat(other).exists();
    ExportLeftOvers.from(folder.resolve("nowhere")).delete();
  }

  @Test
  void lines_areCountedInTheLastOne() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CountedLines lines = new CountedLines(out);
    lines.write("a\nb\n".getBytes(UTF_8));
    lines.write('c');
    lines.end();

    assertThat(out.toString(UTF_8)).isEqualTo("a\nb\nc\n{\"end\":3}\n");
    out.reset();
    new CountedLines(out).end();
    assertThat(out.toString(UTF_8)).isEqualTo("{\"end\":0}\n");
  }
}
