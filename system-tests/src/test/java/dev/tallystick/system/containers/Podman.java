package dev.tallystick.system.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * podman with a store of its own: nothing of it is seen by, or left for, other users of the
 * machine. Closing it stops and deletes all.
 */
final class Podman implements AutoCloseable {
  /** Names of pods and containers go into paths of sockets, which may not be long. */
  private final Path folder;

  private final Path script;

  private Podman(Path folder, Path script) {
    this.folder = folder;
    this.script = script;
  }

  static Podman fresh() throws IOException {
    Path folder = Files.createTempDirectory("podman-");
    Path script = folder.resolve("podman");
    // crun wants another kind of cgroups than some machines have; runc takes both.
    Files.writeString(
        script,
        """
        #!/bin/sh
        export PODMAN_IGNORE_CGROUPSV1_WARNING=1
        exec podman --root %1$s/store --runroot %1$s/run --network-config-dir %1$s/networks \
          --cgroup-manager=cgroupfs --events-backend=file --runtime=runc "$@"
        """
            .formatted(folder));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return new Podman(folder, script);
  }

  /** A script that calls it, for those who ask for a program. */
  String script() {
    return script.toString();
  }

  /** Where files of containers may lie that go with it. */
  Path folder() {
    return folder;
  }

  String run(String... words) throws IOException, InterruptedException {
    return Program.run(Map.of(), command(words));
  }

  Program.Result tryRun(String... words) throws IOException, InterruptedException {
    return Program.tryRun(Map.of(), command(words));
  }

  private List<String> command(String... words) {
    List<String> command = new ArrayList<>();
    command.add(script());
    command.addAll(List.of(words));
    return command;
  }

  /** Limits for builds: by default podman raises them, which a limited machine refuses. */
  static List<String> limits() throws IOException {
    List<String> options = new ArrayList<>();
    Map<String, String> names = Map.of("Max open files", "nofile", "Max processes", "nproc");
    for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
      // What is limited, the soft limit, the hard one, and the unit.
      String[] words = line.split(" {2,}", -1);
      String name = names.get(words[0]);
      if (name != null && !words[2].equals("unlimited")) {
        options.add("--ulimit");
        options.add(name + "=" + words[2] + ":" + words[2]);
      }
    }
    return options;
  }

  /** The address of a container, or of a pod, in a network. */
  String address(String container, String network) throws IOException, InterruptedException {
    return run(
            "inspect",
            container,
            "--format",
            "{{(index .NetworkSettings.Networks \"" + network + "\").IPAddress}}")
        .strip();
  }

  /** The address of the pod that a deployment is played as. */
  String addressOfPod(String pod, String network) throws IOException, InterruptedException {
    return address(
        run("pod", "inspect", pod, "--format", "{{.InfraContainerID}}").strip(), network);
  }

  /** How many processes still name the store. */
  long processes() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return all.filter(each -> each.getFileName().toString().matches("[0-9]+"))
          .filter(this::isOurs)
          .count();
    }
  }

  private boolean isOurs(Path process) {
    try {
      return Files.readString(process.resolve("cmdline")).contains(folder + "/store");
    } catch (IOException gone) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      for (String[] words :
          List.of(
              new String[] {"pod", "rm", "-f", "-a", "-t", "10"},
              new String[] {"rm", "-f", "-a", "-t", "10"},
              new String[] {"volume", "prune", "-f"},
              new String[] {"network", "prune", "-f"},
              new String[] {"rmi", "-f", "-a"})) {
        Program.Result ended = tryRun(words);
        if (ended.code() != 0) {
          System.out.println("podman " + String.join(" ", words) + ": " + ended.output());
        }
      }
      Program.run(
          Map.of(),
          List.of(
              "sh",
              "-c",
              "for each in $(awk -v at=\"$0/\" 'index($2, at) == 1 { print $2 }' /proc/mounts | sort -r); do umount \"$each\"; done; rm -rf \"$0\"",
              folder.toString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted before the containers were removed", e);
    }
  }
}
