package dev.tallystick.houserules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first change of CONTRIBUTING.md: its edits fit the code, and its tests are there. */
class FirstChangeTest {
  private static final String PAGE = "CONTRIBUTING.md";
  private static final String SCRIPT = "tools/first-change";

  /** The files that the page edits. */
  private static final String[] EDITED = {
    "libs/events/src/main/resources/dev/tallystick/events/types/consent.json",
    "docs/spec/events.md",
    "consent-service/src/main/java/dev/tallystick/consent/notice/NoticeEntity.java"
  };

  @TempDir private Path checkout;

  @BeforeEach
  void copy() throws Exception {
    copy(PAGE);
    copy(SCRIPT);
    for (String file : EDITED) {
      copy(file);
    }
    for (String test :
        new String[] {
          "libs/events/src/test/EventsSpecTest.java",
          "verifier/src/test/WebTypesTest.java",
          "consent-service/src/test/NoticeResourceTest.java"
        }) {
      write(test, "");
    }
  }

  private void copy(String file) throws Exception {
    Files.createDirectories(checkout.resolve(file).getParent());
    Files.copy(ShellScript.ROOT.resolve(file), checkout.resolve(file));
  }

  private void write(String file, String text) throws Exception {
    Files.createDirectories(checkout.resolve(file).getParent());
    Files.writeString(checkout.resolve(file), text);
  }

  private static ShellScript.Ended check(Path folder) throws Exception {
    return ShellScript.run(folder, Map.of(), SCRIPT, "check");
  }

  private void assertRefused(String why) throws Exception {
    ShellScript.Ended ended = check(checkout);
    assertThat(ended.exitCode()).as(ended.told()).isEqualTo(1);
    assertThat(ended.told()).contains(why);
  }

  @Test
  void page_fitsTheCheckout() throws Exception {
    ShellScript.Ended ended = check(ShellScript.ROOT);

    assertThat(ended.exitCode()).as(ended.told()).isZero();
    assertThat(ended.lines()).filteredOn(line -> line.startsWith("  edits:  ")).hasSize(4);
    assertThat(ended.lines()).filteredOn(line -> line.startsWith("  runs:   ")).hasSize(8);
  }

  @Test
  void editThatDoesNotFit_isRefused() throws Exception {
    assertThat(check(checkout).exitCode()).isZero();
    String entity = EDITED[EDITED.length - 1];
    write(entity, Files.readString(checkout.resolve(entity)).replace("boolean high", "Boolean h"));

    assertRefused("does not fit any more");
  }

  @Test
  void testThatIsGone_isRefused() throws Exception {
    Files.delete(checkout.resolve("verifier/src/test/WebTypesTest.java"));

    assertRefused("verifier has no WebTypesTest");
  }

  @Test
  void pageWithoutTheWalk_isRefused() throws Exception {
    String page = Files.readString(checkout.resolve(PAGE));
    write(PAGE, page.replace("### A column of a table", "### A column"));

    assertRefused("no blocks under \"A column of a table\"");
  }
}
