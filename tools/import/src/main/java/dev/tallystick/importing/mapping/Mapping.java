package dev.tallystick.importing.mapping;

import dev.tallystick.events.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the rows of a platform's file become records. What it says and how it is written is in {@code
 * docs/import.md}.
 *
 * @param name its name
 * @param columns every column that it names and the file has to have, with the line that names it
 *     first
 * @param person whose a row is
 * @param also by what else the platform knows the person, who may confirm it
 * @param source where the platform has the records from (R37)
 * @param basis why it may have them (R37)
 * @param prohibited goods that are dropped before anything else (R21)
 * @param leaveOut rows that are no part of it, by the reason
 * @param group the columns whose equal texts make one record; a row is a record if empty
 * @param records the kinds of records that rows become
 * @param summary the record that a person gets over all of it
 */
public record Mapping(
    String name,
    FileForm file,
    Map<String, Integer> columns,
    PersonForm person,
    Optional<SecondIdentifier> also,
    String source,
    JsonObject basis,
    List<Prohibited> prohibited,
    Map<String, RowCondition> leaveOut,
    Optional<GroupKey> group,
    List<RecordForm> records,
    Optional<SummaryForm> summary) {

  /**
   * Reads a mapping.
   *
   * @throws MalformedMappingException at the first mistake, with its line and place
   */
  public static Mapping parse(byte[] yaml) throws MalformedMappingException {
    return new MappingReader(MappingYaml.read(yaml)).read();
  }
}
