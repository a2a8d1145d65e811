package dev.tallystick.web;

/** A file that pages need. */
public final class AssetFile {
  private final String type;
  private final byte[] content;

  /** A file of this media type; the caller gives the array away. */
  public AssetFile(String type, byte[] content) {
    this.type = type;
    this.content = content;
  }

  /** Its media type. */
  public String type() {
    return type;
  }

  /** Its bytes, not to be changed. */
  public byte[] content() {
    return content;
  }
}
