package dev.tallystick.local.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteFolderTest {
  @TempDir Path temp;

  @Test
  void open_isForTheOwnerOnly() throws Exception {
    SuiteFolder folder = SuiteFolder.open(temp.resolve("state"));

    for (Path path : new Path[] {folder.root(), folder.programs(), folder.kms("data-vault")}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .as(path.toString())
          .isEqualTo("rwx------");
    }
  }

  @Test
  void open_leavesAFolderWithOtherThingsAlone() throws Exception {
    Files.writeString(temp.resolve("thesis.txt"), "years of work");

    assertThatThrownBy(() -> SuiteFolder.open(temp)).isInstanceOf(NotAStateFolderException.class);
    assertThat(temp.toFile().list()).containsExactly("thesis.txt");
  }

  @Test
  void existing_needsAFolderThatWasOpenedBefore() throws Exception {
    assertThatThrownBy(() -> SuiteFolder.existing(temp.resolve("state")))
        .isInstanceOf(NotAStateFolderException.class)
        .hasMessageContaining("nothing was ever started");

    SuiteFolder opened = SuiteFolder.open(temp.resolve("state"));

    assertThat(SuiteFolder.existing(temp.resolve("state")).root()).isEqualTo(opened.root());
  }

  @Test
  void wipe_deletesStateAndKeepsProgramsAndPorts() throws Exception {
    SuiteFolder folder = SuiteFolder.open(temp.resolve("state"));
    Secrets.in(folder.secrets()).machine("portal");
    Files.createDirectories(folder.postgres().resolve("data"));
    Files.writeString(folder.kms("data-vault").resolve("kek"), "key");
    Files.writeString(folder.log("keycloak"), "log");
    Files.writeString(folder.programs().resolve("program"), "program");
    Files.writeString(folder.root().resolve("mine.txt"), "not the suite's");
    Ports.chosen(folder, OptionalInt.of(2000));

    folder.wipe();

    assertThat(folder.secrets()).doesNotExist();
    assertThat(folder.postgres()).doesNotExist();
    assertThat(folder.root().resolve("kms")).isEmptyDirectory();
    assertThat(folder.root().resolve("logs")).isEmptyDirectory();
    assertThat(folder.programs().resolve("program")).exists();
    assertThat(folder.root().resolve("mine.txt")).exists();
    assertThat(Ports.remembered(folder)).isEqualTo(new Ports(2000));
    assertThat(SuiteFolder.existing(folder.root()).root()).isEqualTo(folder.root());
  }
}
