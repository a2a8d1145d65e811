package dev.tallystick.tlog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads tile paths: the grammar first, then the rules that each get a message of their own. */
final class TilePath {
  private static final int MAX_LENGTH = 64;
  private static final Pattern GRAMMAR =
      Pattern.compile("tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/)*[0-9]{3})(?:\\.p/([0-9]{1,3}))?");

  private TilePath() {}

  static Tile parse(String path) throws MalformedTilePathException {
    if (path.length() > MAX_LENGTH) {
      throw new MalformedTilePathException("longer than any tile path");
    }
    Matcher matcher = GRAMMAR.matcher(path);
    if (!matcher.matches()) {
      throw new MalformedTilePathException("not of the form tile/<level>/<index>[.p/<width>]");
    }
    int level = matcher.group(1).equals("entries") ? Tile.ENTRIES : number(matcher.group(1));
    if (level > Tile.MAX_LEVEL) {
      throw new MalformedTilePathException("the level is above " + Tile.MAX_LEVEL);
    }
    String width = matcher.group(3);
    Tile tile =
        new Tile(level, index(matcher.group(2)), width == null ? Tile.FULL_WIDTH : width(width));
    if (!tile.path().equals(path)) {
      throw new MalformedTilePathException("the path of this tile is " + tile.path());
    }
    return tile;
  }

  private static long index(String groups) throws MalformedTilePathException {
    try {
      return Long.parseLong(groups.replace("x", "").replace("/", ""));
    } catch (NumberFormatException e) {
      throw new MalformedTilePathException("the index does not fit into 63 bits");
    }
  }

  private static int width(String digits) throws MalformedTilePathException {
    int width = number(digits);
    if (width < 1 || width >= Tile.FULL_WIDTH) {
      throw new MalformedTilePathException(
          "a partial tile is 1 to " + (Tile.FULL_WIDTH - 1) + " wide, not " + width);
    }
    return width;
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }
}
