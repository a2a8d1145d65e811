package dev.tallystick.bench.append;

/** The kinds of load. The names stand in result files. */
enum Load {
  INSERT("single-row INSERT, 64 clients"),
  APPEND_64("HTTP append, one entry a request, 64 connections"),
  APPEND_256("HTTP append, one entry a request, 256 connections"),
  NDJSON("HTTP append, NDJSON, 500 entries a request, 4 connections");

  static final int INSERT_CLIENTS = 64;
  static final int NDJSON_CONNECTIONS = 4;
  static final int NDJSON_EVENTS = 500;

  private final String title;

  Load(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
