package dev.tallystick.events;

import java.util.List;

/**
 * The three parts of an event, committed to one by one, so that each reader gets only what is
 * theirs.
 */
public enum PartName {
  /** Type, labels and guards: readable for ever, without personal content. */
  STUB("stub"),
  /** Who, when and what: erased when its time is over. */
  BODY("body"),
  /** What stays between the appender and the auditors. */
  INTERNAL("internal");

  public static final List<PartName> ALL = List.of(values());

  private final String wireName;

  PartName(String wireName) {
    this.wireName = wireName;
  }

  /** The name in JSON and in what is hashed. */
  public String wireName() {
    return wireName;
  }
}
