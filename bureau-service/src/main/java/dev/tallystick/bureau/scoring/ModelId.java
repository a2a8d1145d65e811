package dev.tallystick.bureau.scoring;

/** A model by name and version; another version is another file. */
public record ModelId(String name, String version) {
  @Override
  public String toString() {
    return name + "-" + version;
  }
}
