package dev.tallystick.local.identity;

import dev.tallystick.local.realm.Identities;
import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.postgres.OwnerOnlyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** The identities of one suite: those that its realm began with, and those that were added. */
public record KnownIdentities(SuiteFolder folder) {
  /** All of them now. */
  public Identities all() {
    return Identities.local().with(added());
  }

  /** Remembers one that is in the realm now. */
  public void add(Identity identity) throws IOException {
    OwnerOnlyFiles.write(folder.identities(), added() + identity.line() + "\n");
  }

  private String added() {
    try {
      return Files.exists(folder.identities()) ? Files.readString(folder.identities()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
