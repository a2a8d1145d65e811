package dev.tallystick.startup;

import java.util.Set;

/**
 * One unsafe setting: its name, what is wrong and what to do about it.
 *
 * @param name what an operator accepts it by
 * @param fatal whether the service refuses to start over it, unless it is accepted
 */
public record Finding(String name, boolean fatal, String problem, String fix) {
  static Finding fatal(String name, String problem, String fix) {
    return new Finding(name, true, problem, fix);
  }

  static Finding warning(String name, String problem, String fix) {
    return new Finding(name, false, problem, fix);
  }

  boolean stopsTheStart(Set<String> acceptedRisks) {
    return fatal && !acceptedRisks.contains(name);
  }

  @Override
  public String toString() {
    return name + ": " + problem + ". Fix: " + fix + ".";
  }
}
