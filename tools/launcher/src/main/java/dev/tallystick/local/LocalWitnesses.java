package dev.tallystick.local;

import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.local.witness.WitnessProgram;
import dev.tallystick.postgres.OwnerOnlyFiles;
import dev.tallystick.tlog.CosignerKey;
import dev.tallystick.tlog.MalformedNoteKeyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The witnesses of the local suite's log, and the part of the log's policy that names them. Both
 * have to cosign: with two, a quorum of one would let either alone be shown another history.
 */
final class LocalWitnesses {
  /**
   * One witness.
   *
   * @param name what the policy calls it: who runs it, in the story
   */
  record Witness(String name, int usualPort) {
    /** Its name among the parts of the suite. */
    String part() {
      return "witness-" + name;
    }

    /** How it runs. */
    WitnessProgram program(Ports ports) {
      return new WitnessProgram(name, Addresses.HOST + ":" + ports.service(usualPort));
    }
  }

  private static final List<Witness> ALL =
      List.of(new Witness("bureau-south", 8091), new Witness("consumer-union", 8092));

  private LocalWitnesses() {}

  static List<Witness> all() {
    return ALL;
  }

  /** The file with a witness's secret key. */
  static Path keyFile(SuiteFolder folder, Witness witness) {
    return folder.witness(witness.name()).resolve("key");
  }

  /** A witness's key, drawn at the first call. */
  static synchronized CosignerKey key(SuiteFolder folder, Witness witness) throws IOException {
    Path file = keyFile(folder, witness);
    if (Files.exists(file)) {
      try {
        return CosignerKey.parse(Files.readString(file).strip());
      } catch (MalformedNoteKeyException e) {
        throw new IOException(file + " is not the key of a witness: " + e.getMessage(), e);
      }
    }
    return WitnessProgram.drawKey(witness.name(), file);
  }

  /** Writes the lines of the log's policy that name witnesses and quorum, for audit-service. */
  static Path writeFile(SuiteFolder folder, Ports ports) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Witness witness : ALL) {
      lines.append(witness.program(ports).policyLine(key(folder, witness)));
    }
    lines.append(WitnessProgram.quorumOfAll(ALL.stream().map(one -> one.program(ports)).toList()));
    Path file = folder.conf("witnesses");
    OwnerOnlyFiles.write(file, lines.toString());
    return file;
  }
}
