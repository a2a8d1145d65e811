package dev.tallystick.local;

import dev.tallystick.local.realm.RealmJson;
import dev.tallystick.local.state.RunState;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The parts of a suite and whether they answer, for people and for scripts. */
record HealthTable(Path home, boolean running, List<Row> rows, List<String> notes) {
  private static final String ESCAPE = "\u001b[";

  /** One part, whether it answered just now that it is ready, and if not, what it says is wrong. */
  record Row(RunState.Part part, boolean ready, List<String> reasons) {
    boolean isHealthy() {
      return ready && part.phase() == RunState.Phase.HEALTHY;
    }

    private String colour() {
      if (isHealthy()) {
        return "32m";
      }
      return part.phase() == RunState.Phase.STARTING ? "33m" : "1;31m";
    }

    String word() {
      if (part.phase() == RunState.Phase.HEALTHY) {
        return ready ? "ready" : "not ready";
      }
      return part.phase().name().toLowerCase(Locale.ROOT);
    }
  }

  boolean isHealthy() {
    return running && !rows.isEmpty() && rows.stream().allMatch(Row::isHealthy);
  }

  /** The table for people, without colours. */
  String text() {
    return text(false);
  }

  /**
   * The table for people.
   *
   * @param colours whether the states have those of a traffic light
   */
  String text(boolean colours) {
    if (!running) {
      return "The suite is not running.\n";
    }
    StringBuilder out = new StringBuilder();
    line(out, "part", padded("state"), "port", "pid", "restarts");
    for (Row row : rows) {
      RunState.Part part = row.part();
      line(
          out,
          part.name(),
          colours ? ESCAPE + row.colour() + padded(row.word()) + ESCAPE + "0m" : padded(row.word()),
          Integer.toString(part.port()),
          part.pid() == 0 ? "-" : Long.toString(part.pid()),
          Integer.toString(part.restarts()));
      row.reasons().forEach(reason -> out.append("    ").append(reason).append('\n'));
    }
    notes.forEach(note -> out.append(note).append('\n'));
    return out.toString();
  }

  String json() {
    String parts = rows.stream().map(HealthTable::json).collect(Collectors.joining(",", "[", "]"));
    return String.format(
        Locale.ROOT,
        "{\"running\":%b,\"healthy\":%b,\"home\":%s,\"parts\":%s,\"notes\":%s}",
        running,
        isHealthy(),
        RealmJson.quote(home.toString()),
        parts,
        texts(notes));
  }

  private static String texts(List<String> texts) {
    return texts.stream().map(RealmJson::quote).collect(Collectors.joining(",", "[", "]"));
  }

  private static String json(Row row) {
    RunState.Part part = row.part();
    return String.format(
        Locale.ROOT,
        "{\"name\":%s,\"state\":%s,\"port\":%d,\"pid\":%d,\"restarts\":%d,\"reasons\":%s}",
        RealmJson.quote(part.name()),
        RealmJson.quote(row.word()),
        part.port(),
        part.pid(),
        part.restarts(),
        texts(row.reasons()));
  }

  private static void line(
      StringBuilder out, String name, String state, String port, String pid, String restarts) {
    out.append(
        String.format(Locale.ROOT, "%-26s  %s  %6s  %8s  %8s%n", name, state, port, pid, restarts));
  }

  /** Before it is coloured: an escape has no width. */
  private static String padded(String state) {
    return String.format(Locale.ROOT, "%-10s", state);
  }
}
