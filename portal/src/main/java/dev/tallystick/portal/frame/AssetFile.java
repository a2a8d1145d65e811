package dev.tallystick.portal.frame;

/** A file that pages need. */
final class AssetFile {
  private final String type;
  private final byte[] content;

  /** A file of this media type; the caller gives the array away. */
  AssetFile(String type, byte[] content) {
    this.type = type;
    this.content = content;
  }

  String type() {
    return type;
  }

  /** Its bytes, not to be changed. */
  byte[] content() {
    return content;
  }
}
