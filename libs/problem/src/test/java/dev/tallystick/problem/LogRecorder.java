package dev.tallystick.problem;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what one logger logs, until it is closed. */
final class LogRecorder extends Handler implements AutoCloseable {
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final Logger logger;

  private LogRecorder(Logger logger) {
    this.logger = logger;
  }

  static LogRecorder of(String name) {
    LogRecorder recorder = new LogRecorder(Logger.getLogger(name));
    recorder.logger.addHandler(recorder);
    return recorder;
  }

  List<LogRecord> records() {
    return records;
  }

  @Override
  public void publish(LogRecord logged) {
    records.add(logged);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
